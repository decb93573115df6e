/** What a node counts. */
import type { Metrics } from '../service/metrics.ts'
import type { NodeMetrics } from './applier.ts'

export const nodeMetrics = (metrics: Metrics): NodeMetrics => {
  const sent = metrics.counter('midi_control_changes_total', 'Control changes handed to the MIDI port')
  const opened = metrics.counter('midi_port_opened_total', 'Times the MIDI port was opened')
  const waiting = metrics.gauge('midi_control_changes_waiting', 'Control changes that wait for their turn')
  const delay = metrics.histogram(
    'midi_apply_seconds',
    'From the arrival of a desired state until all of it was handed to the MIDI port',
  )
  return {
    sent: () => sent.inc(),
    opened: () => opened.inc(),
    depth: (count) => waiting.set(count),
    applied: (ms) => delay.observe(ms / 1000),
  }
}
