/** The stack's config: typed, and checked before anything is created. */
import { z } from 'zod'
import { Environment } from '../../workloads/environment.ts'
import { places } from '../../workloads/environments.ts'
import { parseFaults } from '../../workloads/fault.ts'
import { findEnvironment } from '../../workloads/places.ts'
import { regions, sizes } from '../price.ts'
import { Misconfigured } from './misconfigured.ts'
import { Cidr, Endpoint, json, Name, OperatorCidr, WireGuardKey } from './values.ts'

const PREFIX = 'lounge:'

/** Whatever the cluster is. */
const Common = z.strictObject({
  /** Which of `workloads/environments.ts`. */
  environment: Name.default('replica'),
  /** Settings that are others here; each replaces the environment's whole. */
  changes: json(Environment.partial()).default({}),
  /** Secret: name of a Secret → key → value. `npm run replica -- secrets` makes them. */
  secrets: json(z.record(Name, z.record(z.string(), z.string().min(1)))),
  /** Folder: the manifests are written to it and applied to nothing. */
  renderTo: z.string().min(1).optional(),
  /** Why what home lacks may be lost. Nothing else lets a destroy pass that would lose a change. */
  loseChanges: z.string().min(10, 'must be a reason of ten characters or more').optional(),
})

/** In AWS. */
const Cloud = Common.extend({
  region: z.enum(regions, `must be ${regions.join(', ')}: the regions whose prices are known`),
  /** May be empty: then only through the tunnel. */
  operatorCidrs: json(z.array(OperatorCidr)),
  /** Who hears of money and time. */
  email: z.email('must be an e-mail address'),
  /** USD a month. */
  budget: json(z.number().min(1).max(1000)).default(15),
  /** Hours until it warns and, level and on standby, stops. */
  hours: json(z.int('must be whole hours').min(1).max(168)).default(8),
  cidr: Cidr.default('10.60.0.0/16'),
  tunnel: json(z.strictObject({ homePublicKey: WireGuardKey, cloudPublicKey: WireGuardKey })),
  /** Secret. */
  tunnelPrivateKey: WireGuardKey,
  /** All of them are Graviton. */
  size: z.enum(sizes, `must be ${sizes.join(', ')}: the sizes whose prices are known`).default('t4g.medium'),
  /** GiB of the data volume. */
  data: json(z.int('must be whole GiB').min(8).max(1000)).default(20),
})

const K3s = Cloud.extend({
  shape: z.literal('k3s'),
  k3s: json(
    z.strictObject({
      version: z.string().regex(/^v1\.34\.\d+\+k3s\d+$/, 'must be a release of 1.34 such as v1.34.1+k3s1'),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, "must be the line k3s-arm64 of the release's sha256sum-arm64.txt"),
    }),
  ),
})

const Eks = Cloud.extend({ shape: z.literal('eks') })

const Existing = Common.extend({
  shape: z.literal('existing'),
  /** Secret: the text of a kubeconfig. */
  kubeconfig: z.string().min(1),
  /** WireGuard's end beside it, which the operator has put up. Without it home reaches the cluster some other way. */
  tunnel: json(z.strictObject({ cloudPublicKey: WireGuardKey, endpoint: Endpoint })).optional(),
})

const Config = z.discriminatedUnion('shape', [K3s, Eks, Existing], 'must be k3s, eks or existing')
export type Config = z.infer<typeof Config>
export type CloudConfig = Extract<Config, { shape: 'k3s' | 'eks' }>

/** `all`: what Pulumi gives, each key with its namespace. Throws every fault, one sentence each. */
export const configOf = (all: Readonly<Record<string, string>>): Config => {
  const ours = Object.entries(all).flatMap(([key, value]) =>
    key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), value] as const] : [],
  )
  const parsed = Config.safeParse(Object.fromEntries(ours), { reportInput: true })
  if (!parsed.success) throw new Misconfigured(...parseFaults(parsed.error))
  return parsed.data
}

/** Throws which Secrets nobody has given, of those that the objects ask for. */
export const refuseMissing = ({ secrets }: Config, needed: readonly string[]) => {
  const missing = needed.filter((name) => !(name in secrets))
  if (missing.length === 0) return
  const says = `lacks ${missing.join(', ')}: \`npm run replica -- secrets\` makes what is missing`
  throw new Misconfigured({ key: 'secrets', says })
}

/** The environment with the stack's changes. */
export const environmentOf = ({ environment, changes }: Config): Environment => ({
  ...findEnvironment(places, environment),
  ...(changes as Partial<Environment>),
})
