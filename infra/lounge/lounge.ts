/** The lounge in a cluster: each object of its charts is one resource, so that a preview shows each. */
import * as k8s from '@pulumi/kubernetes'
import * as pulumi from '@pulumi/pulumi'
import type { KubeObject } from '../../constructs/manifest.ts'
import type { Environment } from '../../workloads/environment.ts'
import type { Disk, ReplicaCluster } from '../cluster/cluster.ts'
import { Applied } from './applied.ts'
import { nameOf, secretsIn } from './objects.ts'

export interface LoungeArgs {
  readonly environment: Environment
  /** Of its charts, in the order of application. */
  readonly objects: readonly KubeObject[]
  readonly cluster: ReplicaCluster
  /** Name → key → value. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Whether what holds the log may be neither deleted nor replaced. */
  readonly isProtected: boolean
  /** Folder for the manifests, in place of the cluster. */
  readonly renderTo: string | undefined
}

/** Before everything else: what others live in, or are ranked or kept by. */
const FIRST = ['Namespace', 'PriorityClass', 'StorageClass']

const isClaim = ({ kind }: KubeObject) => kind === 'PersistentVolumeClaim'

/** The log is in these. */
const holdsData = ({ kind, metadata }: KubeObject) =>
  metadata.name === 'db' && ['PersistentVolumeClaim', 'StatefulSet'].includes(kind)

export class Lounge extends pulumi.ComponentResource {
  readonly #args: LoungeArgs
  readonly #provider: k8s.Provider

  constructor(name: string, args: LoungeArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:index:Lounge', name, {}, opts)
    const { environment, cluster, objects } = args
    this.#args = args
    this.#provider = this.#providerOf(name)

    const isFirst = ({ kind }: KubeObject) => FIRST.includes(kind)
    const first = objects.filter(isFirst).map((object) => this.#apply(object, cluster.ready))
    const sealed = secretsIn(objects).map((secret) => this.#seal(secret, first))
    const disks = Object.entries(cluster.disks).map(([claim, disk]) => this.#disk(claim, disk))
    const before = [...first, ...sealed, ...disks]
    const rest = objects.filter((object) => !isFirst(object))
    // A claim is deleted only when nobody uses it, so whoever does has to go before it.
    const claims = rest.filter(isClaim).map((object) => this.#apply(object, before))
    for (const object of rest) if (!isClaim(object)) this.#apply(object, [...before, ...claims])
    this.registerOutputs({ namespace: environment.namespace })
  }

  #providerOf(name: string) {
    const { cluster, renderTo } = this.#args
    const where =
      renderTo === undefined ? { kubeconfig: cluster.kubeconfig } : { renderYamlToDirectory: renderTo }
    const settings = {
      // Another kubeconfig for the same cluster replaces nothing.
      clusterIdentifier: `lounge-${pulumi.getStack()}`,
      enableServerSideApply: true,
      // What somebody else has changed is set right, not argued about.
      enablePatchForce: true,
      upsertExistingObjects: cluster.isOurs,
      // Pods roll by the checksum that the charts write, so a changed setting needs no other name.
      ...{ enableConfigMapMutable: true, enableSecretMutable: true },
    }
    return new k8s.Provider(name, { ...settings, ...where }, { parent: this, dependsOn: [...cluster.ready] })
  }

  #options(dependsOn: readonly pulumi.Resource[]) {
    const { diesWith } = this.#args.cluster
    const whose = { parent: this, provider: this.#provider, dependsOn: [...dependsOn] }
    return { ...whose, ...(diesWith && { deletedWith: diesWith }) }
  }

  #apply(object: KubeObject, after: readonly pulumi.Resource[]) {
    const protect = this.#args.isProtected && holdsData(object)
    return new Applied(nameOf(object), object, { ...this.#options(after), protect })
  }

  #seal(secret: string, after: readonly pulumi.Resource[]) {
    const { environment, secrets } = this.#args
    const { namespace } = environment
    const stringData = pulumi.secret(secrets[secret] ?? {})
    return new k8s.core.v1.Secret(
      `Secret/${namespace}/${secret}`,
      { metadata: { name: secret, namespace }, stringData },
      this.#options(after),
    )
  }

  /** Bound beforehand, so that no other claim gets it and no driver makes one that outlives the cluster. */
  #disk(claim: string, { driver, handle }: Disk) {
    const { namespace, store } = this.#args.environment
    const spec = {
      capacity: { storage: store.size },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: store.storageClass,
      claimRef: { namespace, name: claim },
      csi: { driver, volumeHandle: handle, fsType: 'ext4' },
    }
    return new k8s.core.v1.PersistentVolume(
      `PersistentVolume/${namespace}-${claim}`,
      { metadata: { name: `${namespace}-${claim}` }, spec },
      this.#options(this.#args.cluster.ready),
    )
  }
}
