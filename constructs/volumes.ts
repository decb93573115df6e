/** What a pod finds in its folders: secrets, kept volumes, scratch space, files of settings, devices. */
import { Size } from 'cdk8s'
import type { Construct } from 'constructs'
import { labelsOf } from './identity.ts'
import * as kplus from './kplus.ts'
import type { PodProps } from './pod.ts'

type Volumes = { readonly mounts: kplus.VolumeMount[]; readonly volumes: kplus.Volume[] }

const plain = (path: string) =>
  path
    .replace(/^\//, '')
    .replace(/[^a-z0-9]+/gi, '-')
    .toLowerCase()

const secretMounts = (scope: Construct, secrets: PodProps['secrets'] = {}) =>
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

const keptMounts = (scope: Construct, kept: PodProps['volumes'] = {}) =>
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

const fileMounts = (scope: Construct, { name, files }: PodProps, labels: Record<string, string>) => {
  if (!files) return []
  const data = Object.fromEntries(Object.entries(files).map(([path, text]) => [plain(path), text]))
  const metadata = { name: `${name}-files`, labels }
  new kplus.ConfigMap(scope, 'files', { metadata, data })
  const map = kplus.ConfigMap.fromConfigMapName(scope, 'files by name', metadata.name)
  const volume = kplus.Volume.fromConfigMap(scope, 'files volume', map, { name: 'files' })
  return Object.keys(files).map((path) => ({ path, volume, subPath: plain(path), readOnly: true }))
}

const deviceMounts = (scope: Construct, { devices }: PodProps) =>
  devices
    ? [{ path: devices.path, volume: kplus.Volume.fromHostPath(scope, 'devices', 'devices', devices) }]
    : []

/** All of a pod's; `scope` takes the ConfigMap of its files. */
export const volumesOf = (scope: Construct, props: PodProps): Volumes => {
  const mounts = [
    ...secretMounts(scope, props.secrets),
    ...keptMounts(scope, props.volumes),
    ...scratchMounts(scope, props.scratch),
    ...fileMounts(scope, props, labelsOf(props)),
    ...deviceMounts(scope, props),
  ]
  return { mounts, volumes: [...new Set(mounts.map(({ volume }) => volume))] }
}
