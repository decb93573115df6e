/** The stack, by Pulumi's Automation API. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import {
  ConcurrentUpdateError,
  type EngineEvent,
  LocalWorkspace,
  type Stack,
} from '@pulumi/pulumi/automation/index.js'
import { z } from 'zod'
import { isComplaint, lineOf } from './line-of.ts'

const PROJECT = join(import.meta.dirname, '..', '..')
const POLICY = join(PROJECT, 'infra', 'policy')

type Resource = {
  readonly urn: string
  readonly type: string
  readonly custom?: boolean
  readonly protect?: boolean
  readonly inputs?: object
  readonly outputs?: object
}

const GUARD = 'pulumi-nodejs:dynamic/lounge:Guard'

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
  restart: z.string().optional(),
  cost: z.object({ month: z.number(), show: z.number(), pricesOf: z.string() }).optional(),
})
export type Outputs = z.infer<typeof Outputs>

export type Told = {
  readonly say: (line: string) => void
  /** Ends it. A terminal's ctrl-C has reached it before us: told twice, Pulumi leaves things half made. */
  readonly signal?: AbortSignal
}

export type ReplicaStack = ReturnType<typeof stackOf>

/** Rejects with what Pulumi complained of: its own error is all that it wrote. */
const operate = async <Result>(
  { say, signal }: Told,
  does: (options: { onEvent: (event: EngineEvent) => void; signal?: AbortSignal }) => Promise<Result>,
) => {
  const complaints: string[] = []
  const onEvent = (event: EngineEvent) => {
    const line = lineOf(event)
    if (line) say(`    ${line}`)
    if (line && isComplaint(event)) complaints.push(line)
  }
  return does({ onEvent, ...(signal && { signal }) }).catch((cause: Error) => {
    throw new Error(shortOf(cause, complaints), { cause })
  })
}

const shortOf = (cause: Error, complaints: readonly string[]) => {
  if (cause instanceof ConcurrentUpdateError)
    return 'another command is at work on this stack; if there is none any more, `pulumi cancel` takes away its lock'
  return complaints.length > 0 ? complaints.join('\n') : lastOf(cause)
}

/** Pulumi's commands end with what is wrong, after all that they were. */
const lastOf = ({ message }: Error) =>
  (message.trim().split('\n').at(-1) ?? '').replace(/^error: /, 'Pulumi says: ')

/** By standard input: an argument, which Pulumi's own API makes of it, can be read by everybody on the machine. */
const keepSecret = async ({ name, workspace }: Stack, key: string, value: string) => {
  const args = ['config', 'set', key, '--secret', '--stack', name, '--non-interactive']
  const env = { ...process.env, ...workspace.envVars }
  const pulumi = spawn(workspace.pulumiCommand.command, args, { cwd: workspace.workDir, env })
  // Whoever ends without reading says why itself.
  pulumi.stdin.on('error', () => undefined).end(value)
  pulumi.stdout.resume()
  const [said, [code]] = await Promise.all([text(pulumi.stderr), once(pulumi, 'close')])
  if (code !== 0) throw new Error(lastOf(new Error(said)))
}

const exported = (stack: Stack) =>
  stack.exportStack().catch((cause: Error) => Promise.reject(new Error(lastOf(cause))))

const resourcesOf = async (stack: Stack) =>
  ((await exported(stack)).deployment?.resources ?? []) as readonly Resource[]

type Pending = { readonly type: string; readonly resource: Resource }

const rewrite = async (stack: Stack, change: (resource: Resource) => Resource) => {
  const { deployment, ...rest } = await exported(stack)
  const all = (deployment?.resources ?? []) as readonly Resource[]
  await stack
    .importStack({ ...rest, deployment: { ...deployment, resources: all.map(change) } })
    .catch((cause: Error) => Promise.reject(new Error(shortOf(cause, []))))
}

/** What Pulumi has written down of it. */
const stateOf = (stack: Stack) => ({
  /** From here on all of it may be deleted. Returns what takes that back. */
  lift: async () => {
    const urns = (await resourcesOf(stack)).filter(({ protect }) => protect).map(({ urn }) => urn)
    await rewrite(stack, ({ protect: _, ...resource }) => resource)
    return () =>
      rewrite(stack, (resource) => (urns.includes(resource.urn) ? { ...resource, protect: true } : resource))
  },
  /** Why changes may be lost; works where nothing of the cluster answers any more. */
  tellGuard: (loseChanges: string) =>
    rewrite(stack, (resource) => {
      if (resource.type !== GUARD) return resource
      const { inputs, outputs } = resource
      return { ...resource, inputs: { ...inputs, loseChanges }, outputs: { ...outputs, loseChanges } }
    }),
  /** Whether it was once whole: the guard is the last to come and the first to go. */
  isGuarded: async () => (await resourcesOf(stack)).some(({ type }) => type === GUARD),
  /** Names of what Pulumi was making when it was killed: whether they stand, it does not know. */
  unsure: async () => {
    const { pending_operations: pending = [] } = (await exported(stack)).deployment ?? {}
    return (pending as readonly Pending[])
      .filter(({ type }) => type === 'creating')
      .map(({ resource: { urn } }) => urn.slice(urn.lastIndexOf('::') + 2))
  },
  /** How many things stand, as far as Pulumi knows. */
  standing: async () => {
    const all = await resourcesOf(stack)
    return all.filter(({ custom, type }) => custom && !type.startsWith('pulumi:providers:')).length
  },
})

const stackOf = (stack: Stack) => ({
  name: stack.name,

  /** Key with its namespace → value, secrets too. */
  config: async (): Promise<Readonly<Record<string, string>>> => {
    const all = await stack.getAllConfig().catch((cause: Error) => Promise.reject(new Error(lastOf(cause))))
    return Object.fromEntries(Object.entries(all).map(([key, { value }]) => [key, value]))
  },
  keepSecret: (key: string, value: string) => keepSecret(stack, key, value),

  /** Operation → how often, e.g. `{ create: 79 }`. Rejects with what the rules of the house refuse. */
  preview: async (told: Told) =>
    (await operate(told, (options) => stack.preview({ ...options, policyPacks: [POLICY] }))).changeSummary,
  up: async (told: Told): Promise<void> =>
    void (await operate(told, (options) => stack.up({ ...options, policyPacks: [POLICY] }))),
  destroy: async (told: Told): Promise<void> =>
    void (await operate(told, (options) => stack.destroy(options))),
  outputs: async (): Promise<Outputs> => {
    const told = await stack.outputs().catch((cause: Error) => Promise.reject(new Error(lastOf(cause))))
    const all = Object.entries(told).map(([key, { value }]) => [key, value])
    return Outputs.parse(Object.fromEntries(all))
  },
  /** What the guard is told of where the two sides are. */
  tellWhere: (env: NodeJS.ProcessEnv) => {
    const given = Object.entries(env).filter((pair): pair is [string, string] => pair[1] !== undefined)
    Object.assign(stack.workspace.envVars, Object.fromEntries(given))
  },
  ...stateOf(stack),
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
  return new Error(lastOf(cause))
}
