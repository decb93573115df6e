/** What every pod of ours has in common: hardened, sized, placed, and rolled when what it reads changes. */
import { createHash } from 'node:crypto'
import { Duration, Size } from 'cdk8s'
import type { Construct } from 'constructs'
import { type IdentityProps, labelsOf, selectorOf } from './identity.ts'
import * as kplus from './kplus.ts'
import type { Probes } from './probes.ts'
import { type Discovery, scrapeAnnotations } from './scrape.ts'
import { type VolumeProps, volumesOf } from './volumes.ts'

/** The `nonroot` user of distroless images. */
const NONROOT = 65_532

interface Placement {
  /** CPU architectures whose nodes may run it, e.g. `arm64`. @default - any */
  readonly architectures?: readonly string[]
  /** Name of the only node that may run it. @default - any */
  readonly node?: string
}

export interface PodProps extends IdentityProps, VolumeProps {
  /** With a tag that never moves, or a digest. */
  readonly image: string
  /** Megabytes (MiB) it may use at most; it is promised half of them. @default 128 */
  readonly memory?: number
  /** Thousandths of a CPU that it is promised; it may use what is free. @default 25 */
  readonly cpu?: number
  /** Environment variables; a changed value rolls the pods that read it. @default - none */
  readonly settings?: Readonly<Record<string, string>>
  /** Environment variables out of Secrets, for images that read no files. @default - none */
  readonly secretSettings?: Readonly<Record<string, { readonly secret: string; readonly key: string }>>
  /** User and group it runs as, by number. @default 65532 */
  readonly user?: number
  /** Name → port. @default - none */
  readonly ports?: Readonly<Record<string, number>>
  /** What to run in place of what the image does. @default - the image's */
  readonly args?: readonly string[]
  /** Where it may run. @default - anywhere */
  readonly placement?: Placement
  /** Name of its PriorityClass. @default - the cluster's */
  readonly priority?: string
  /** How its port `metrics`, if it has one, is found. @default 'annotations' */
  readonly discovery?: Discovery
}

const checksum = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)

const settingsOf = (scope: Construct, props: PodProps) => {
  const { name, settings } = props
  if (!settings) return []
  const metadata = { name: `${name}-settings`, labels: labelsOf(props) }
  new kplus.ConfigMap(scope, 'settings', { metadata, data: { ...settings } })
  return [
    kplus.Env.fromConfigMap(kplus.ConfigMap.fromConfigMapName(scope, 'settings by name', metadata.name)),
  ]
}

const variablesOf = (scope: Construct, { secretSettings = {} }: PodProps) =>
  Object.fromEntries(
    Object.entries(secretSettings).map(([variable, { secret, key }]) => {
      const reference = kplus.Secret.fromSecretName(scope, `variable ${variable}`, secret)
      return [variable, kplus.EnvValue.fromSecretValue({ secret: reference, key })]
    }),
  )

const resourcesOf = ({ memory = 128, cpu = 25 }: PodProps): kplus.ContainerResources => ({
  cpu: { request: kplus.Cpu.millis(cpu) },
  memory: { request: Size.mebibytes(memory / 2), limit: Size.mebibytes(memory) },
  ephemeralStorage: { request: Size.gibibytes(1), limit: Size.gibibytes(1) },
})

const securityOf = ({ user = NONROOT, devices }: PodProps): kplus.ContainerSecurityContextProps => ({
  user,
  group: user,
  ensureNonRoot: true,
  readOnlyRootFilesystem: true,
  privileged: devices !== undefined,
  allowPrivilegeEscalation: devices !== undefined,
  seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
  // A privileged container keeps what the device needs; every other drops all.
  ...(devices ? {} : { capabilities: { drop: [kplus.Capability.ALL] } }),
})

const containerOf = (
  scope: Construct,
  props: PodProps,
  mounts: kplus.VolumeMount[],
): kplus.ContainerProps => ({
  name: props.name,
  image: props.image,
  imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
  ...(props.args && { args: [...props.args] }),
  ports: Object.entries(props.ports ?? {}).map(([name, number]) => ({ name, number })),
  envFrom: settingsOf(scope, props),
  envVariables: variablesOf(scope, props),
  volumeMounts: mounts,
  resources: resourcesOf(props),
  securityContext: securityOf(props),
})

const annotationsOf = ({ settings, files, ports, devices, discovery = 'annotations' }: PodProps) => ({
  ...((settings || files) && { 'lounge/settings': checksum([settings, files]) }),
  ...(discovery === 'annotations' && ports?.metrics && scrapeAnnotations(ports.metrics)),
  ...(devices && { 'lounge/exception': `${devices.exception.level}: ${devices.exception.reason}` }),
})

/** The pod as cdk8s-plus wants it; `scope` takes the objects it reads from. */
export const podOf = (scope: Construct, props: PodProps, probes: Probes = {}) => {
  const { mounts, volumes } = volumesOf(scope, props)
  const { user = NONROOT } = props
  const labels = labelsOf(props)
  const metadata = { name: props.name, labels }
  new kplus.ServiceAccount(scope, 'account', { metadata, automountToken: false })
  return {
    metadata,
    podMetadata: { labels, annotations: annotationsOf(props) },
    select: false,
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(scope, 'account by name', props.name),
    automountServiceAccountToken: false,
    securityContext: { ensureNonRoot: true, user, group: user, fsGroup: user },
    terminationGracePeriod: Duration.seconds(40),
    volumes,
    containers: [{ ...containerOf(scope, props, mounts), ...probes }],
  }
}

const HOSTNAME = 'kubernetes.io/hostname'
const ARCHITECTURE = 'kubernetes.io/arch'

/** Says which nodes may run a workload, and by which labels it knows its pods. */
export const place = (workload: kplus.Workload, { name, placement = {} }: PodProps) => {
  const { architectures = [], node } = placement
  workload.select(kplus.LabelSelector.of({ labels: selectorOf(name) }))
  const wanted = [
    ...(architectures.length > 0 ? [kplus.NodeLabelQuery.in(ARCHITECTURE, [...architectures])] : []),
    ...(node ? [kplus.NodeLabelQuery.is(HOSTNAME, node)] : []),
  ]
  if (wanted.length > 0) workload.scheduling.attract(kplus.Node.labeled(...wanted))
}
