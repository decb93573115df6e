/** What an operator says of an environment and of a cluster, checked value by value. */
import { z } from 'zod'

const Name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'must be a name of at most 31 lower-case letters, digits and -')

const Host = z
  .string()
  .regex(
    /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/,
    'must be a host name such as midi.lounge.example, without scheme, port or path',
  )

const Login = z
  .string()
  .regex(/^[a-z0-9_]{1,25}$/, 'must be a Twitch login: lower-case letters, digits and _, without #')

const Size = z.string().regex(/^[1-9]\d*(Mi|Gi|Ti)$/, 'must be a size such as 5Gi')

export const Version = z
  .string()
  .regex(
    /^\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/,
    'must be a version such as 1.4.2, so that it never means another image tomorrow',
  )

const Digest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'must be a digest: sha256: and 64 hexadecimal digits')

const Replicas = z
  .int('must be a whole number')
  .min(1, 'must be 1 or more; an environment is switched off by its term')
  .max(8, 'must be 8 or fewer')

const Architecture = z.enum(['arm64', 'amd64'], 'must be arm64 or amd64')

/** The services that the cluster runs; a version of each is in its `version.txt`. */
export const Deployed = z.enum(['data', 'midi', 'midi-node', 'chat', 'overlay', 'obs'])
export type Deployed = z.infer<typeof Deployed>

/** The services that can have a name outside the cluster. */
export const Exposed = z.enum(['data', 'midi', 'overlay'])
export type Exposed = z.infer<typeof Exposed>

const Images = z.strictObject({
  /** Where they are, without the name of the service. */
  registry: z
    .string()
    .regex(/^[a-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)+$/, 'must be a registry and a path, without a tag'),
  /** In place of version.txt. */
  tags: z.partialRecord(Deployed, Version).default({}),
  /** Pins the very bytes. */
  digests: z.partialRecord(Deployed, Digest).default({}),
})

const Chat = z.strictObject({
  channel: Login,
  /** Whom the bot speaks as. */
  bot: Login,
  /** Another chat server than Twitch's: a Service of the namespace. */
  server: z
    .string()
    .regex(
      /^ws:\/\/[a-z][a-z0-9-]*:\d{2,5}$/,
      'must be ws://<service>:<port> of the same namespace, without credentials',
    )
    .optional(),
})

/** Where the program beside the pedal runs. */
const Pedal = z.discriminatedUnion(
  'runs',
  [
    /** On a machine of its own, which dials in from outside. */
    z.strictObject({ runs: z.literal('host') }),
    /** In the cluster, with a pedal that is not there. */
    z.strictObject({ runs: z.literal('virtual') }),
    /** On the node of the cluster that has the pedal. */
    z.strictObject({ runs: z.literal('pinned'), node: Name, port: z.string().min(1).optional() }),
  ],
  'must be host, virtual or pinned',
)

/** Where the program beside OBS runs. */
const Obs = z.discriminatedUnion(
  'runs',
  [
    /** Nowhere: no OBS follows this environment. */
    z.strictObject({ runs: z.literal('nowhere') }),
    /** On the machine of OBS, from where it dials in. */
    z.strictObject({ runs: z.literal('host') }),
    /** In the cluster, from where it dials OBS. Network policies know addresses, not names. */
    z.strictObject({
      runs: z.literal('cluster'),
      url: z
        .string()
        .regex(
          /^ws:\/\/\d{1,3}(\.\d{1,3}){3}:\d{2,5}$/,
          'must be ws://<IPv4 address>:<port> of the machine of OBS',
        ),
    }),
  ],
  'must be nowhere, host or cluster',
)

/** WireGuard's way to another environment of the lounge, with which it shares the log. */
const Tunnel = z.strictObject({
  /** Home dials; the cloud lets home in, and nobody else. */
  end: z.enum(['home', 'cloud'], 'must be home or cloud'),
  /** The environment at the other end. */
  peer: Name,
  /** The address from which home arrives, where what ends the tunnel passes its calls on under its own. @default home's in the tunnel */
  from: z.ipv4('must be an IPv4 address').optional(),
})

export const Environment = z.strictObject({
  /** One log and one pedal; environments of one lounge take turns. */
  lounge: Name,
  cluster: Name,
  namespace: Name,
  /** Whether it opens an empty log, and with what; from then on the term decides. */
  opens: z.enum(['default', 'empty', 'no'], 'must be default, empty or no'),
  /** What stays when a node runs out of room. */
  rank: z.enum(['show', 'trial'], 'must be show or trial'),
  chat: Chat,
  pedal: Pedal,
  /** Whether its cluster serves the page that OBS shows. A lounge has one, so that its address never changes. */
  overlay: z.enum(['cluster', 'nowhere'], 'must be cluster or nowhere'),
  obs: Obs,
  images: Images,
  replicas: z.strictObject({ midi: Replicas, data: Replicas }),
  store: z.strictObject({ couchdb: Version, size: Size, storageClass: Name }),
  placement: z.strictObject({
    architectures: z.array(Architecture).min(1, 'must name at least one of arm64, amd64'),
    /** The node whose disk has the database. */
    database: Name.optional(),
  }),
  tunnel: Tunnel.optional(),
  /** Names by which services are reached from outside. */
  hosts: z.partialRecord(Exposed, Host),
  /** Secret with the hosts' certificate. */
  certificate: Name.optional(),
  metrics: z.enum(['annotations', 'pod-monitor'], 'must be annotations or pod-monitor'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error'),
})
export type Environment = z.infer<typeof Environment> & { readonly name: string }

export const Cluster = z.strictObject({
  /** The minor it runs; its objects must suit the next one too. */
  kubernetes: z.enum(
    ['1.34', '1.35'],
    'must be 1.34 or 1.35, the minors whose schemas and whose next are here',
  ),
  exposure: z.enum(['none', 'ingress', 'gateway'], 'must be none, ingress or gateway'),
  /** What MetalLB may give out. */
  addresses: z.array(z.string()),
  /** A kind of storage that keeps volumes when their claim goes. */
  storage: z
    .strictObject({
      name: Name,
      provisioner: z
        .string()
        .regex(/^[a-z0-9.-]+(\/[a-z0-9.-]+)?$/, 'must be a provisioner such as rancher.io/local-path'),
    })
    .optional(),
})
export type Cluster = z.infer<typeof Cluster> & { readonly name: string }

export const PlacesFile = z.strictObject({
  clusters: z.record(Name, Cluster),
  environments: z.record(Name, Environment),
})
