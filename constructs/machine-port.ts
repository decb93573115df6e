/** A workload's port on each machine of its cluster, for callers from outside whose addresses must be kept. */
import type { Construct } from 'constructs'
import { selectorOf } from './identity.ts'
import * as kplus from './kplus.ts'

export interface MachinePortProps {
  /** Of the workload. */
  readonly name: string
  /** Of its pods. */
  readonly port: number
  /** Of the machines, 30000–32767. */
  readonly machinePort: number
  /** Who uses it; the Service is named `<name>-<via>`. */
  readonly via: string
  readonly labels: Readonly<Record<string, string>>
}

/** Led to pods of the same machine only: passed on, a caller would come as a machine, and no policy would know it. */
export class MachinePort extends kplus.k8s.KubeService {
  constructor(scope: Construct, id: string, { name, port, machinePort, via, labels }: MachinePortProps) {
    super(scope, id, {
      metadata: { name: `${name}-${via}`, labels: { ...labels } },
      spec: {
        type: 'NodePort',
        externalTrafficPolicy: 'Local',
        selector: selectorOf(name),
        ports: [
          {
            ...{ name: 'http', protocol: 'TCP', port, nodePort: machinePort },
            targetPort: kplus.k8s.IntOrString.fromNumber(port),
          },
        ],
      },
    })
  }
}
