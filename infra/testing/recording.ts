/** The replica stood up in memory: every resource that the program asks for, recorded, and no unexpected one. */
import * as pulumi from '@pulumi/pulumi'
import { SEALED } from '../config/config.ts'
import { replica } from '../index.ts'
import { calls, outputsOf } from './providers.ts'

type Recorded = {
  readonly type: string
  readonly name: string
  // biome-ignore lint/suspicious/noExplicitAny: what a provider is given, whatever the type
  readonly inputs: any
}

/** What the SDK keeps of a resource and shows to nobody. */
type Inner = {
  readonly __name?: string
  readonly __protect?: boolean
  readonly __childResources?: ReadonlySet<pulumi.Resource>
}

const mocksOf = (recorded: Recorded[]): pulumi.runtime.Mocks => ({
  newResource: ({ type, name, inputs }) => {
    recorded.push({ type, name, inputs })
    const state = { ...inputs, ...outputsOf(type, name) }
    return { id: `${name}-id`, state }
  },
  call: ({ token, inputs }) => {
    const call = calls[token]
    if (!call) throw new Error(`Mock call not implemented: ${token}`)
    return call(inputs)
  },
})

/** Late resources register after plain collections resolve, so each one's urn is waited for. Returns those that are protected. */
const settled = async (resource: pulumi.Resource): Promise<readonly string[]> => {
  await new Promise((resolve) => resource.urn.apply(resolve))
  const { __name = '', __protect, __childResources = [] } = resource as Inner
  const below: string[] = []
  for (const child of __childResources) below.push(...(await settled(child)))
  return [...(__protect ? [__name] : []), ...below]
}

/** Urns of it and of all below it. */
const urnsOf = async (resource: pulumi.Resource): Promise<readonly string[]> => {
  const urn = await new Promise<string>((resolve) => resource.urn.apply(resolve))
  const { __childResources = [] } = resource as Inner
  return [urn, ...(await Promise.all([...__childResources].map(urnsOf))).flat()]
}

/** Notes by name what each resource comes after. */
const noting =
  (after: Map<string, pulumi.Resource[]>): pulumi.ResourceTransformation =>
  ({ name, props, opts }) => {
    after.set(name, [opts.dependsOn ?? []].flat() as pulumi.Resource[])
    return { props, opts }
  }

/** What a mock throws would only leave its resource without a urn, for ever. */
const watched = (mocks: pulumi.runtime.Mocks, fail: (error: unknown) => void): pulumi.runtime.Mocks => {
  const failing =
    <Args, Result>(does: (args: Args) => Result) =>
    (args: Args) => {
      try {
        return does(args)
      } catch (error) {
        fail(error)
        throw error
      }
    }
  return { newResource: failing(mocks.newResource), call: failing(mocks.call) }
}

/** Of the stack, resolved. */
type Outputs = {
  readonly endpoint: string
  readonly kubeconfig: string
  readonly tunnelPeer: unknown
  readonly restart: unknown
  readonly cost: unknown
}

/** Runs the program; rejects with what it throws. One at a time: the SDK has one of everything. */
export const standUp = async (
  config: Readonly<Record<string, string>>,
  { stack = 'show', secret = SEALED }: { readonly stack?: string; readonly secret?: readonly string[] } = {},
) => {
  const recorded: Recorded[] = []
  const failure = Promise.withResolvers<never>()
  await pulumi.runtime.setMocks(watched(mocksOf(recorded), failure.reject), 'lounge', stack, false)
  const keyed = Object.entries(config).map(([key, value]) => [`lounge:${key}`, value])
  pulumi.runtime.setAllConfig(
    Object.fromEntries(keyed),
    secret.map((key) => `lounge:${key}`),
  )
  const after = new Map<string, pulumi.Resource[]>()
  const outputs = (await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(noting(after))
    return replica()
  })) as Outputs
  const stackItself = pulumi.runtime.getStackResource() as pulumi.Resource
  const isProtected = await Promise.race([settled(stackItself), failure.promise])

  return {
    recorded,
    outputs,
    /** Names of the resources that nobody deletes or replaces. */
    isProtected,
    /** Urns of all that a destroy may begin with: neither the stack, nor the resource so named, nor what that one comes after. */
    notBefore: async (name: string) => {
      const before = (await Promise.all((after.get(name) ?? []).map(urnsOf))).flat()
      const all = await urnsOf(stackItself)
      return all.slice(1).filter((urn) => !before.includes(urn) && !urn.endsWith(`::${name}`))
    },
    /** Inputs of all of a type, by name. */
    those: (type: string) =>
      Object.fromEntries(
        recorded.filter((each) => each.type === type).map(({ name, inputs }) => [name, inputs]),
      ),
    /** Throws when it was not asked for. */
    find: (type: string, name: string) => {
      const found = recorded.find((each) => each.type === type && each.name === name)
      if (found) return found.inputs
      throw new Error(`nobody asked for ${type} ${name}`)
    },
  }
}

/** As a provider is handed a secret: under the SDK's signature, never in clear. */
export const sealed = (value: unknown) => ({
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  value,
})

/** Whether a provider would be handed it as a secret. */
export const isSealed = (value: unknown) =>
  typeof value === 'object' && value !== null && '4dabf18193072939515e22adb298388d' in value
