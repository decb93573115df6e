/** Wrong configs, each one sentence with the key. */
import { describe, expect, test } from 'vitest'
import { existing } from '../testing/shapes.ts'
import { configOf } from './config.ts'

const told = (config: Record<string, string | undefined>) => {
  const keyed = Object.entries(config).filter(([, value]) => value !== undefined)
  try {
    configOf(Object.fromEntries(keyed.map(([key, value]) => [`lounge:${key}`, value as string])))
    return 'nothing'
  } catch (error) {
    return (error as Error).message
  }
}

const wrong: readonly [what: string, config: Record<string, string | undefined>, says: string][] = [
  ['an unknown key', { ...existing, bogus: '1' }, 'lounge:bogus is not a setting.'],
  ['an unknown shape', { ...existing, shape: 'aks' }, 'lounge:shape must be k3s, eks or existing.'],
  ['no secrets', { ...existing, secrets: undefined }, 'lounge:secrets is missing.'],
  ['secrets that are no JSON', { ...existing, secrets: 'x' }, 'lounge:secrets must be JSON.'],
  ['no kubeconfig', { ...existing, kubeconfig: undefined }, 'lounge:kubeconfig is missing.'],
  [
    'a reason that is none',
    { ...existing, loseChanges: 'yes' },
    'lounge:loseChanges must be a reason of ten characters or more.',
  ],
  [
    'a change of the environment that it has no setting for',
    { ...existing, changes: '{"replica":1}' },
    'lounge:changes.replica is not a setting.',
  ],
]

describe('is one sentence with the key:', () => {
  test.each(wrong)('%s', (_what, config, says) => {
    expect(told(config)).toBe(`The stack's config: ${says}`)
  })
})

test('keys of other namespaces are left alone', () => {
  const keyed = Object.entries(existing).map(([key, value]) => [`lounge:${key}`, value])

  expect(configOf({ ...Object.fromEntries(keyed), 'aws:region': 'x' })).toMatchObject({ shape: 'existing' })
})
