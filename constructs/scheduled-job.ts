/** A job at set times, one at a time. */
import { type Cron, Duration } from 'cdk8s'
import { Construct } from 'constructs'
import * as kplus from './kplus.ts'
import { type PodProps, place, podOf } from './pod.ts'

export interface ScheduledJobProps extends Omit<PodProps, 'ports'> {
  /** When, in UTC. */
  readonly schedule: Cron
  /** Minutes after which a run is given up. @default 30 */
  readonly minutes?: number
}

/** A run that would overlap its predecessor waits for the next time. */
export class ScheduledJob extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id)
    const { schedule, minutes = 30, priority } = props
    const { select: _, ...pod } = podOf(this, props)
    const job = new kplus.CronJob(this, 'job', {
      ...pod,
      schedule,
      timeZone: 'Etc/UTC',
      concurrencyPolicy: kplus.ConcurrencyPolicy.FORBID,
      restartPolicy: kplus.RestartPolicy.NEVER,
      activeDeadline: Duration.minutes(minutes),
      backoffLimit: 2,
      successfulJobsRetained: 1,
      failedJobsRetained: 1,
    })
    place(job, props)
    kplus.completePod(job, { priority })
  }
}
