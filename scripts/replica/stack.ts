/** The stack, by Pulumi's Automation API. */
import { join } from 'node:path'
import { type EngineEvent, LocalWorkspace, type Stack } from '@pulumi/pulumi/automation/index.js'
import { z } from 'zod'
import { lineOf } from './line-of.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const POLICY = join(PROJECT, 'infra', 'policy')

type Resource = { readonly type: string; readonly custom?: boolean; readonly protect?: boolean }

/** What the stack says of itself; see infra/README.md. */
const Outputs = z.object({
  endpoint: z.string().optional(),
  tunnelPeer: z
    .object({
      endpoint: z.string(),
      addresses: z.object({ cloud: z.string(), home: z.string() }),
      ports: z.object({ midi: z.number(), couchdb: z.number() }),
    })
    .loose()
    .optional(),
  cost: z.object({ month: z.number(), show: z.number(), pricesOf: z.string() }).optional(),
})
export type Outputs = z.infer<typeof Outputs>

export type Told = { readonly say: (line: string) => void; readonly signal?: AbortSignal }

export type ReplicaStack = ReturnType<typeof stackOf>

const options = ({ say, signal }: Told) => ({
  onEvent: (event: EngineEvent) => {
    const line = lineOf(event)
    if (line) say(`    ${line}`)
  },
  ...(signal && { signal }),
})

const resourcesOf = async (stack: Stack) => {
  const exported = await stack.exportStack()
  return { exported, all: (exported.deployment?.resources ?? []) as readonly Resource[] }
}

const stackOf = (stack: Stack) => ({
  name: stack.name,

  /** Key with its namespace → value, secrets too. */
  config: async (): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries(Object.entries(await stack.getAllConfig()).map(([key, { value }]) => [key, value])),
  keep: (key: string, value: string, secret = false) => stack.setConfig(key, { value, secret }),
  forget: (key: string) => stack.removeConfig(key),

  /** Operation → how often, e.g. `{ create: 79 }`. Rejects with what the rules of the house refuse. */
  preview: async (told: Told) =>
    (await stack.preview({ ...options(told), policyPacks: [POLICY] })).changeSummary,
  up: async (told: Told) => void (await stack.up({ ...options(told), policyPacks: [POLICY] })),
  /** Only the guard learns why changes may be lost. */
  tellGuard: async (told: Told) => {
    const target = [`urn:pulumi:${stack.name}::lounge::pulumi-nodejs:dynamic/lounge:Guard::guard`]
    await stack.up({ ...options(told), target })
  },
  destroy: async (told: Told) => void (await stack.destroy(options(told))),
  /** From here on it may be deleted. `up` takes it back. */
  lift: async () => {
    const { exported, all } = await resourcesOf(stack)
    const lifted = all.map(({ protect: _, ...resource }) => resource)
    await stack.importStack({ ...exported, deployment: { ...exported.deployment, resources: lifted } })
  },

  outputs: async (): Promise<Outputs> => {
    const all = Object.entries(await stack.outputs()).map(([key, { value }]) => [key, value])
    return Outputs.parse(Object.fromEntries(all))
  },
  /** How many things stand, as far as Pulumi knows. */
  standing: async () => {
    const { all } = await resourcesOf(stack)
    return all.filter(({ custom, type }) => custom && !type.startsWith('pulumi:providers:')).length
  },
})

/** `env`: further variables for Pulumi and what it runs. Throws a sentence when there is no Pulumi, or no such stack. */
export const openStack = async (stackName: string, env: Readonly<Record<string, string>>) => {
  const opened = LocalWorkspace.selectStack({ stackName, workDir: PROJECT }, { envVars: { ...env } })
  return stackOf(await opened.catch((cause: Error) => Promise.reject(explained(stackName, cause))))
}

const explained = (stackName: string, cause: Error) => {
  if (/ENOENT|command not found/.test(cause.message))
    return new Error(
      'the tool `pulumi` is not on PATH: https://www.pulumi.com/docs/iac/download-install/ says how to get it',
    )
  if (/no stack named/.test(cause.message))
    return new Error(
      `there is no stack named "${stackName}": infra/README.md says how to make one; --stack names another`,
    )
  return cause
}
