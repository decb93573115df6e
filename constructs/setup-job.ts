/** A job that runs once, and again whenever its definition changes. */
import { Duration } from 'cdk8s'
import { Construct } from 'constructs'
import { createHash } from 'node:crypto'
import * as kplus from './kplus.ts'
import { type PodProps, podOf } from './pod.ts'

export interface SetupJobProps extends Omit<PodProps, 'ports' | 'volumes'> {
  /** Attempts before it gives up, with growing pauses. @default 20 */
  readonly attempts?: number
}

/** Named by its content, because a job's pod can't be changed. */
export class SetupJob extends Construct {
  constructor(scope: Construct, id: string, props: SetupJobProps) {
    super(scope, id)
    const { attempts = 20, name, priority } = props
    const { select: _, metadata, ...pod } = podOf(this, props)
    const content = createHash('sha256').update(JSON.stringify(props)).digest('hex').slice(0, 8)
    const job = new kplus.Job(this, 'job', {
      ...pod,
      metadata: { ...metadata, name: `${name}-${content}` },
      backoffLimit: attempts,
      restartPolicy: kplus.RestartPolicy.ON_FAILURE,
      ttlAfterFinished: Duration.days(1),
    })
    kplus.completePod(job, { priority })
  }
}
