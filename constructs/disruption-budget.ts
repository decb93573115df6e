/** A promise that draining nodes takes one pod of a workload at a time. */
import type { Construct } from 'constructs'
import { selectorOf } from './identity.ts'
import * as kplus from './kplus.ts'

export interface DisruptionBudgetProps {
  /** Of the workload. */
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

export class DisruptionBudget extends kplus.k8s.KubePodDisruptionBudget {
  constructor(scope: Construct, id: string, { name, labels }: DisruptionBudgetProps) {
    super(scope, id, {
      metadata: { name, labels: { ...labels } },
      spec: {
        maxUnavailable: kplus.k8s.IntOrString.fromNumber(1),
        selector: { matchLabels: selectorOf(name) },
        // A pod that is broken anyway must not hold up a drain.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
    })
  }
}
