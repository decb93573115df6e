/** Which setting is changed in place, and which takes another machine: the table of infra/README.md. */
import assert from 'node:assert/strict'
import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'
import { publicOf } from '../../infra/config/wireguard-key.ts'
import { HOME_KEY, k3s } from '../../infra/testing/shapes.ts'
import type { Check } from './rig.ts'
import type { Trial } from './trial.ts'

const KEY = `${'q'.repeat(42)}o=`
const release = { version: 'v1.35.3+k3s1', sha256: 'b'.repeat(64) }

type Setting = {
  readonly values: Readonly<Record<string, string>>
  readonly takesAnotherMachine: boolean
}

const settings: readonly Setting[] = [
  { values: { budget: '20', email: 'others@lounge.example' }, takesAnotherMachine: false },
  { values: { operatorCidrs: '["198.51.100.9/32"]' }, takesAnotherMachine: false },
  { values: { size: 't4g.large' }, takesAnotherMachine: false },
  { values: { data: '30' }, takesAnotherMachine: false },
  { values: { k3s: JSON.stringify(release) }, takesAnotherMachine: true },
  {
    values: {
      tunnel: JSON.stringify({ homePublicKey: HOME_KEY, cloudPublicKey: publicOf(KEY) }),
      tunnelPrivateKey: KEY,
    },
    takesAnotherMachine: true,
  },
]

/** Kinds of what a preview would replace. */
const replacedBy = async ({ raw }: Trial) => {
  const kinds = new Set<string>()
  const onEvent = ({ resourcePreEvent }: EngineEvent) => {
    if (!resourcePreEvent) return
    const { op, type } = resourcePreEvent.metadata
    if (op.includes('replace')) kinds.add(type.slice(type.lastIndexOf(':') + 1))
  }
  await raw.preview({ onEvent })
  return [...kinds]
}

const restore = async ({ set, unset }: Trial, keys: readonly string[]) => {
  const before: Readonly<Record<string, string>> = k3s
  for (const key of keys) await (key in before ? set(key, before[key] ?? '') : unset(key))
}

export const settingsDo: Check = async ({ trial }) => {
  for (const { values, takesAnotherMachine } of settings) {
    const keys = Object.keys(values)
    for (const [key, value] of Object.entries(values)) await trial.set(key, value)
    const replaced = await replacedBy(trial)
    await restore(trial, keys)
    assert.equal(replaced.includes('Instance'), takesAnotherMachine, `${keys}: ${replaced} replaced`)
    assert.ok(!replaced.includes('Volume'), `${keys} replaces the volume`)
  }
  return settings.map(({ values }) => Object.keys(values).join(' ')).join(', ')
}
