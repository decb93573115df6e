/** A scheduled job: one run at a time, given up when it hangs. */
import { Cron } from 'cdk8s'
import { expect, test } from 'vitest'
import { ScheduledJob } from './scheduled-job.ts'
import { findKind, objectsOf } from './testing/objects.ts'

test('a run never overlaps the last, ends by a deadline, and is cleared away', () => {
  const objects = objectsOf((chart) => {
    const job = { name: 'backup', component: 'backup', image: 'lounge/backup:1.0.0' }
    new ScheduledJob(chart, 'backup', { ...job, schedule: Cron.daily(), minutes: 10 })
  })
  const { spec } = findKind(objects, 'CronJob')

  expect(spec).toMatchObject({
    concurrencyPolicy: 'Forbid',
    schedule: '0 0 * * *',
    successfulJobsHistoryLimit: 1,
  })
  expect(spec.jobTemplate.spec).toMatchObject({ activeDeadlineSeconds: 600 })
  expect(spec.jobTemplate.spec.template.metadata.labels).not.toHaveProperty('cdk8s.io/metadata.addr')
})
