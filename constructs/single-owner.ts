/** A workload of which there must never be two at once, such as a bot or what holds a device. */
import { Construct } from 'constructs'
import { labelsOf } from './identity.ts'
import { KeptVolume } from './kept-volume.ts'
import * as kplus from './kplus.ts'
import { type PodProps, place, podOf } from './pod.ts'
import { httpProbes } from './probes.ts'
import { PodMonitor } from './scrape.ts'

export interface SingleOwnerProps extends Omit<PodProps, 'volumes'> {
  /** Where it answers probes; nothing calls it. */
  readonly port: number
  /** Where it serves `/metrics`, and nothing else. */
  readonly metricsPort: number
  /** Folder whose content must outlive the pod, e.g. which term it served last. @default - none */
  readonly keeps?: { readonly folder: string; readonly storageClass: string }
}

/** The old pod is gone before the new one starts. */
export class SingleOwner extends Construct {
  constructor(scope: Construct, id: string, { keeps, ...props }: SingleOwnerProps) {
    super(scope, id)
    const { name, port, metricsPort, priority, devices } = props
    const labels = labelsOf(props)
    if (keeps)
      new KeptVolume(this, 'volume', { name, labels, size: '64Mi', storageClass: keeps.storageClass })
    const volumes = keeps && { volumes: { [keeps.folder]: name } }
    const ports = { http: port, metrics: metricsPort }
    const deployment = new kplus.Deployment(this, 'deployment', {
      ...podOf(this, { ...props, ...volumes, ports }, httpProbes(port)),
      replicas: 1,
      strategy: kplus.DeploymentStrategy.recreate(),
    })
    place(deployment, props)
    kplus.completePod(deployment, { priority, group: devices?.group })
    if (props.discovery === 'pod-monitor') new PodMonitor(this, 'monitor', { name, labels })
  }
}
