/** A database of one pod: its own volume, a fixed name, and a job that prepares it. */
import { Construct } from 'constructs'
import { labelsOf } from './identity.ts'
import { KeptVolume } from './kept-volume.ts'
import * as kplus from './kplus.ts'
import { NamedPort } from './named-port.ts'
import { type PodProps, place, podOf } from './pod.ts'
import { storeProbes } from './probes.ts'
import { SetupJob, type SetupJobProps } from './setup-job.ts'

export interface StatefulStoreProps extends Omit<PodProps, 'volumes'> {
  readonly port: number
  /** Path that answers 200 when the store is up. */
  readonly up: string
  /** Folder of its data. */
  readonly folder: string
  /** Of the volume, as a quantity, e.g. `5Gi`. */
  readonly size: string
  /** Name of the StorageClass. */
  readonly storageClass: string
  /** What prepares it; runs again when its definition changes. @default - nothing */
  readonly setup?: SetupJobProps
}

/**
 * The volume is a claim of its own and no claim template, which could never be resized; its pod is always `<name>-0`.
 */
export class StatefulStore extends Construct {
  constructor(scope: Construct, id: string, props: StatefulStoreProps) {
    super(scope, id)
    const { name, port, up, folder, size, storageClass, setup, priority } = props
    const labels = labelsOf(props)
    new KeptVolume(this, 'volume', { name, labels, size, storageClass })
    const service = new NamedPort(this, 'service', { name, port, labels, headless: true })
    const pod = podOf(
      this,
      { ...props, ports: { http: port }, volumes: { [folder]: name } },
      storeProbes(port, up),
    )
    const stateful = new kplus.StatefulSet(this, 'store', { ...pod, service, replicas: 1 })
    place(stateful, props)
    kplus.completePod(stateful, { priority })
    if (setup) new SetupJob(this, 'setup', setup)
  }
}
