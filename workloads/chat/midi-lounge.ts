/** The lounge as midi serves it: one call a change, one stream for what is on. */
import type { MidiClient } from '../midi/client.ts'
import { trailFrom, withTrail } from '../service/correlation.ts'
import type { Log } from '../service/log.ts'
import { asking } from './ask.ts'
import type { Clock } from './clock.ts'
import { wallClock } from './clock.ts'
import type { Lounge } from './lounge.ts'
import type { Following } from './view.ts'
import { followView } from './view.ts'

type Ports = {
  readonly midi: MidiClient
  readonly log: Log
  /** @default wallClock */
  readonly clock?: Clock
}

export type MidiLounge = Lounge & Pick<Following, 'missing' | 'close'>

/** Follows at once, until it is closed. */
export const midiLounge = ({ midi, log, clock = wallClock }: Ports): MidiLounge => {
  const following = followView({
    clock,
    log,
    open: (_, signal) => midi.v1.events.$get(undefined, { init: { signal } }),
  })
  const ask = asking({
    clock,
    log,
    post: ({ id, intent, who }, signal) =>
      midi.v1.changes.$post(
        { header: { 'idempotency-key': id }, json: { intent, ...(who && { who }) } },
        { init: { signal } },
      ),
  })
  return {
    ...following,
    // The message id follows the change to the CC.
    ask: (asked, signal) => withTrail(trailFrom(asked.id), () => ask(asked, signal)),
  }
}
