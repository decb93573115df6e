/** A job that runs once, and again whenever its definition changes. */

import { createHash } from 'node:crypto'
import { Duration } from 'cdk8s'
import { Construct } from 'constructs'
import * as kplus from './kplus.ts'
import { type PodProps, place, podOf } from './pod.ts'

export interface SetupJobProps extends Omit<PodProps, 'ports' | 'volumes'> {
  /** Attempts before it gives up, with growing pauses. @default 20 */
  readonly attempts?: number
}

type Named = { metadata: { name: string }; spec: unknown }

const nameByContent = (job: kplus.Job, name: string) =>
  kplus.amend<Named>(job, ({ metadata, spec }) => {
    const content = createHash('sha256').update(JSON.stringify(spec)).digest('hex')
    metadata.name = `${name}-${content.slice(0, HASH_LENGTH)}`
  })

const HASH_LENGTH = 8

/** Named by its content, because a job's pod can't be changed. */
export class SetupJob extends Construct {
  constructor(scope: Construct, id: string, props: SetupJobProps) {
    super(scope, id)
    const { attempts = 20, name, priority } = props
    const { select: _, ...pod } = podOf(this, props)
    const job = new kplus.Job(this, 'job', {
      ...pod,
      backoffLimit: attempts,
      restartPolicy: kplus.RestartPolicy.ON_FAILURE,
      ttlAfterFinished: Duration.days(1),
    })
    place(job, props)
    kplus.completePod(job, { priority })
    nameByContent(job, name)
  }
}
