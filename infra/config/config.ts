/** The stack's config: typed, and checked before anything is created. */
import { z } from 'zod'
import { Environment } from '../../workloads/environment.ts'
import { type Fault, parseFaults } from '../../workloads/fault.ts'
import { regions, type Size, sizes } from '../price.ts'
import { Kubeconfig } from './kubeconfig.ts'
import { Misconfigured } from './misconfigured.ts'
import { Endpoint, json, Name, NetworkCidr, OperatorCidrs, Text, WireGuardKey, whole } from './values.ts'
import { publicOf } from './wireguard-key.ts'

const PREFIX = 'lounge:'

const isFilled = (keys: object) => Object.keys(keys).length > 0

/** Whatever the cluster is. */
const Common = z.strictObject({
  /** Which of `workloads/environments.ts`. */
  environment: Name.default('replica'),
  /** Settings that are others here; each replaces the environment's whole. */
  changes: json(Environment.partial()).default({}),
  /** Secret: name of a Secret → key → value. `npm run replica -- secrets` makes them. */
  secrets: json(z.record(Name, z.record(z.string(), Text).refine(isFilled, 'must have a key'))),
  /** Folder: the manifests are written to it and applied to nothing. */
  renderTo: Text.optional(),
  /** Why what home lacks may be lost. Nothing else lets a destroy pass that would lose a change. */
  loseChanges: z.string().trim().min(10, 'must be a reason of ten characters or more').optional(),
})

/** Of a node, `least` or more: what the lounge takes at once fits on no smaller one. */
const sizeFrom = (least: Size) => {
  const enough = sizes.slice(sizes.indexOf(least)) as [Size, ...Size[]]
  return z
    .enum(enough, `must be ${enough.join(', ')}: large enough, and at a known price`)
    .default('t4g.medium')
}

/** In AWS. */
const Cloud = Common.extend({
  region: z.enum(regions, `must be ${regions.join(', ')}: the regions whose prices are known`),
  /** May be empty: then only through the tunnel. */
  operatorCidrs: json(OperatorCidrs),
  /** Who hears of money and time. */
  email: z.email('must be an e-mail address'),
  /** USD a month. */
  budget: whole('dollars', 1, 1000).default(15),
  /** Hours until it warns and, level and on standby, stops. */
  hours: whole('hours', 1, 168).default(8),
  cidr: NetworkCidr.default('10.60.0.0/16'),
  tunnel: json(
    z
      .strictObject({ homePublicKey: WireGuardKey, cloudPublicKey: WireGuardKey })
      .refine(({ homePublicKey, cloudPublicKey }) => homePublicKey !== cloudPublicKey, {
        error: 'must have a key for each end',
      }),
  ),
  /** Secret. */
  tunnelPrivateKey: WireGuardKey,
  /** GiB of the data volume. */
  data: whole('GiB', 8, 1000).default(20),
})

type Keys = Pick<z.infer<typeof Cloud>, 'tunnel' | 'tunnelPrivateKey'>
/** Else home would dial in and never be heard. */
const isPair = ({ tunnel, tunnelPrivateKey }: Keys) => publicOf(tunnelPrivateKey) === tunnel.cloudPublicKey
const noPair = {
  path: ['tunnelPrivateKey'],
  error: 'must be the one of which lounge:tunnel.cloudPublicKey is the public half',
}

const K3s = Cloud.extend({
  shape: z.literal('k3s'),
  size: sizeFrom('t4g.small'),
  k3s: json(
    z.strictObject({
      version: z.string().regex(/^v1\.35\.\d+\+k3s\d+$/, 'must be a release of 1.35 such as v1.35.2+k3s1'),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, "must be the line k3s-arm64 of the release's sha256sum-arm64.txt"),
    }),
  ),
}).refine(isPair, noPair)

// What EKS itself runs on a node takes the pods that a smaller one may have.
const Eks = Cloud.extend({ shape: z.literal('eks'), size: sizeFrom('t4g.medium') }).refine(isPair, noPair)

const Existing = Common.extend({
  shape: z.literal('existing'),
  /** Secret. */
  kubeconfig: Kubeconfig,
  /** WireGuard's end beside it, which the operator has put up. Without it home reaches the cluster some other way. */
  tunnel: json(z.strictObject({ cloudPublicKey: WireGuardKey, endpoint: Endpoint })).optional(),
})

const Config = z.discriminatedUnion('shape', [K3s, Eks, Existing], 'must be k3s, eks or existing')
export type Config = z.infer<typeof Config>
export type CloudConfig = Extract<Config, { shape: 'k3s' | 'eks' }>

/** Kept sealed, or whoever reads the stack's file reads them. */
export const SEALED = ['secrets', 'tunnelPrivateKey', 'kubeconfig']

const openOf = (ours: object, isSealed: (key: string) => boolean): Fault[] =>
  SEALED.filter((key) => key in ours && !isSealed(`${PREFIX}${key}`)).map((key) => ({
    key,
    says: `is kept in clear: set it again with \`pulumi config set --secret ${PREFIX}${key}\``,
  }))

/** `all`: what Pulumi gives, each key with its namespace. Throws every fault, one sentence each. */
export const configOf = (
  all: Readonly<Record<string, string>>,
  isSealed: (key: string) => boolean = () => true,
): Config => {
  const ours = Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) =>
      key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), value]] : [],
    ),
  )
  const parsed = Config.safeParse(ours, { reportInput: true })
  const faults = [...(parsed.success ? [] : parseFaults(parsed.error)), ...openOf(ours, isSealed)]
  if (!parsed.success || faults.length > 0) throw new Misconfigured(...faults)
  return parsed.data
}

/** Throws which Secrets nobody has given, of those that the objects ask for. */
export const refuseMissing = ({ secrets }: Config, needed: readonly string[]) => {
  const missing = needed.filter((name) => !(name in secrets))
  if (missing.length === 0) return
  const says = `lacks ${missing.join(', ')}: \`npm run replica -- secrets\` makes what is missing`
  throw new Misconfigured({ key: 'secrets', says })
}
