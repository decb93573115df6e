/** What a pod finds in its folders: secrets, kept volumes, scratch space, files of settings, devices. */
import { Size } from 'cdk8s'
import type { Construct } from 'constructs'
import { type IdentityProps, labelsOf } from './identity.ts'
import * as kplus from './kplus.ts'

/** A way out of the restricted Pod Security Standard. It shows in the diff, with its reason. */
export interface PodSecurityException {
  readonly level: 'privileged'
  readonly reason: string
}

interface DevicesProps {
  /** Folder of the device files. */
  readonly path: string
  /** Group that owns them, by number; a privileged container that is not root needs it all the same. */
  readonly group: number
  readonly exception: PodSecurityException
}

export interface VolumeProps {
  /** Folder in the pod → the Secret whose keys are its files. @default - none */
  readonly secrets?: Readonly<Record<string, string>>
  /** File in the pod → its text; a changed text rolls the pods. @default - none */
  readonly files?: Readonly<Record<string, string>>
  /** Folders that may be written and are lost with the pod. @default ['/tmp'] */
  readonly scratch?: readonly string[]
  /** Folder in the pod → the claim of the volume that keeps it. @default - none */
  readonly volumes?: Readonly<Record<string, string>>
  /** Devices of the node it may use, which takes a privileged container. @default - none */
  readonly devices?: DevicesProps
}

type Volumes = { readonly mounts: kplus.VolumeMount[]; readonly volumes: kplus.Volume[] }

const plain = (path: string) =>
  path
    .replace(/^\//, '')
    .replace(/[^a-z0-9]+/gi, '-')
    .toLowerCase()

const secretMounts = (scope: Construct, secrets: VolumeProps['secrets'] = {}) =>
  Object.entries(secrets).map(([path, name]) => ({
    path,
    readOnly: true,
    volume: kplus.Volume.fromSecret(
      scope,
      `secret ${name} volume`,
      kplus.Secret.fromSecretName(scope, `secret ${name}`, name),
      { name },
    ),
  }))

const keptMounts = (scope: Construct, kept: VolumeProps['volumes'] = {}) =>
  Object.entries(kept).map(([path, claim]) => ({
    path,
    volume: kplus.Volume.fromPersistentVolumeClaim(
      scope,
      `claim ${claim} volume`,
      kplus.PersistentVolumeClaim.fromClaimName(scope, `claim ${claim}`, claim),
      { name: claim },
    ),
  }))

const scratchMounts = (scope: Construct, folders: readonly string[] = ['/tmp']) =>
  folders.map((path) => ({
    path,
    volume: kplus.Volume.fromEmptyDir(scope, `scratch ${path}`, plain(path), {
      sizeLimit: Size.mebibytes(64),
    }),
  }))

const fileMounts = (scope: Construct, props: IdentityProps & VolumeProps) => {
  const { name, files } = props
  if (!files) return []
  const data = Object.fromEntries(Object.entries(files).map(([path, text]) => [plain(path), text]))
  const metadata = { name: `${name}-files`, labels: labelsOf(props) }
  new kplus.ConfigMap(scope, 'files', { metadata, data })
  const map = kplus.ConfigMap.fromConfigMapName(scope, 'files by name', metadata.name)
  const volume = kplus.Volume.fromConfigMap(scope, 'files volume', map, { name: 'files' })
  return Object.keys(files).map((path) => ({ path, volume, subPath: plain(path), readOnly: true }))
}

const deviceMounts = (scope: Construct, { devices }: VolumeProps) =>
  devices
    ? [{ path: devices.path, volume: kplus.Volume.fromHostPath(scope, 'devices', 'devices', devices) }]
    : []

/** All of a pod's; `scope` takes the ConfigMap of its files. */
export const volumesOf = (scope: Construct, props: IdentityProps & VolumeProps): Volumes => {
  const mounts = [
    ...secretMounts(scope, props.secrets),
    ...keptMounts(scope, props.volumes),
    ...scratchMounts(scope, props.scratch),
    ...fileMounts(scope, props),
    ...deviceMounts(scope, props),
  ]
  return { mounts, volumes: [...new Set(mounts.map(({ volume }) => volume))] }
}
