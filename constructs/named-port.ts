/** The name under which a workload's pods answer inside the cluster. */
import type { Construct } from 'constructs'
import { selectorOf } from './identity.ts'
import * as kplus from './kplus.ts'

export interface NamedPortProps {
  /** Of the workload; also the host that callers write. */
  readonly name: string
  readonly port: number
  readonly labels: Readonly<Record<string, string>>
  /** Whether the name leads to each pod itself in place of one address for all. @default false */
  readonly headless?: boolean
}

/** A Service whose port is the pods' own, so that one number is true everywhere. */
export class NamedPort extends kplus.Service {
  constructor(scope: Construct, id: string, { name, port, labels, headless = false }: NamedPortProps) {
    super(scope, id, {
      metadata: { name, labels: { ...labels } },
      type: kplus.ServiceType.CLUSTER_IP,
      ports: [{ name: 'http', port, targetPort: port }],
      ...(headless && { clusterIP: 'None' }),
    })
    for (const [label, value] of Object.entries(selectorOf(name))) this.selectLabel(label, value)
    kplus.completeService(this)
  }
}
