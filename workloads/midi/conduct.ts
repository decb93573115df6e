/** A conductor with what an operator wants to see of it: metrics, log lines, health. */
import type { Log } from '../service/log.ts'
import type { Metrics } from '../service/metrics.ts'
import { Conductor, type ConductorParts } from './conductor.ts'

type Options = Omit<ConductorParts, 'grouped' | 'warn'> & { log: Log; metrics: Metrics }

export const conduct = ({ log, metrics, ...parts }: Options) => {
  const sizes = metrics.counter('midi_changes_total', 'Changes that became durable')
  const commits = metrics.counter(
    'midi_commits_total',
    'Commits appended; changes over commits is the group size',
  )
  const conductor = new Conductor({
    ...parts,
    grouped: (size) => {
      sizes.inc(size)
      commits.inc()
    },
    warn: (sentence, err) => log.warn({ err }, sentence),
  })
  const waiting = metrics.gauge('midi_queue_depth', 'Requests that are neither durable nor refused yet')
  const generation = metrics.gauge('midi_generation', 'The newest generation this replica knows')
  const live = metrics.gauge('midi_live', '1 while this environment serves the pedal')
  conductor.subscribe(() => {
    const view = conductor.view()
    waiting.set(conductor.queue.depth)
    generation.set(view.generation)
    live.set(view.live ? 1 : 0)
  })
  return conductor
}

/** What it can do without for a while, as a sentence while it does. */
export const midiChecks = (conductor: Conductor) => ({
  data: () => (conductor.isFollowing ? undefined : 'the log is not being followed; data does not answer'),
  live: () =>
    conductor.isFollowing && !conductor.view().live ? 'this environment is on standby' : undefined,
})
