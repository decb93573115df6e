/** A stack for a trial: state, keys and config of its own, of which nothing stays. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LocalWorkspace, type Stack } from '@pulumi/pulumi/automation/index.js'
import { SEALED } from '../../infra/config/config.ts'
import { openStack, type ReplicaStack } from '../replica/stack.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const PREFIX = 'lounge:'

export type Trial = Awaited<ReturnType<typeof trial>>

const textsUnder = async (folder: string) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  return Promise.all(files.map((file) => readFile(file, 'utf8')))
}

const configured = (config: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      `${PREFIX}${key}`,
      { value, secret: SEALED.includes(key) },
    ]),
  )

const STACKS = join(PROJECT, 'infra', 'stacks')

/** State and config of a stack. */
type Place = { readonly name: string; readonly folder: string; readonly state: string; readonly raw: Stack }

const made = async (name: string, config: Readonly<Record<string, string>>): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'lounge-replica-'))
  const state = await mkdtemp(join(folder, 'state-'))
  const envVars = { PULUMI_BACKEND_URL: `file://${state}`, PULUMI_CONFIG_PASSPHRASE: 'of-a-trial' }
  const raw = await LocalWorkspace.createStack({ stackName: name, workDir: PROJECT }, { envVars })
  await raw.setAllConfig(configured(config))
  return { name, folder, state, raw }
}

/** Whatever still stands, because a check failed, goes with it. */
const removed = async ({ name, folder, raw }: Place, stack: ReplicaStack) => {
  if ((await stack.standing()) > 0) {
    await stack.tellGuard('a trial that failed')
    await stack.lift()
    await stack.destroy({ say: console.log })
  }
  await raw.workspace.removeStack(name)
  await rm(join(STACKS, `Pulumi.${name}.yaml`), { force: true })
  await rm(folder, { recursive: true, force: true })
}

/** `config`: without the prefix. */
export const trial = async (name: string, config: Readonly<Record<string, string>>) => {
  const place = await made(name, config)
  const { raw, state } = place
  const lines: string[] = []
  const stack = await openStack(name, raw.workspace.envVars)

  return {
    stack,
    raw,
    /** All that was said. */
    lines,
    told: { say: (line: string) => void lines.push(line) },
    set: (key: string, value: string) =>
      raw.setConfig(`${PREFIX}${key}`, { value, secret: SEALED.includes(key) }),
    unset: (key: string) => raw.removeConfig(`${PREFIX}${key}`),
    /** All that stays: state, history, config, and what was said. */
    traces: async () =>
      [
        ...(await textsUnder(state)),
        await readFile(join(STACKS, `Pulumi.${name}.yaml`), 'utf8'),
        ...lines,
      ].join('\n'),
    remove: () => removed(place, stack),
  }
}
