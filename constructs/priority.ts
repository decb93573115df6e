/** Who stays when a node runs out of room. */
import type { Construct } from 'constructs'
import * as kplus from './kplus.ts'

export interface PriorityProps {
  readonly name: string
  /** The higher stays; the cluster's own begin at 2 000 000 000. */
  readonly value: number
  /** One sentence for whoever lists priorities. */
  readonly description: string
}

export class Priority extends kplus.k8s.KubePriorityClass {
  constructor(scope: Construct, id: string, { name, value, description }: PriorityProps) {
    super(scope, id, { metadata: { name }, value, description })
  }
}
