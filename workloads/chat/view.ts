/** Follows midi's view of the lounge: live or standby, the desk, what is on. */
import { View } from '../lounge/answer.ts'
import type { Log } from '../service/log.ts'
import { follow } from '../service/sse-client.ts'
import type { Clock } from './clock.ts'

/** A stream that comes back this soon was never missed. */
const GRACE_MS = 3_000

type Ports = {
  /** Opens midi's stream of `view` events. */
  readonly open: (lastId: string | undefined, signal: AbortSignal) => Promise<Response>
  readonly clock: Clock
  readonly log: Log
}

export type Following = {
  view(): View | undefined
  isCurrent(): boolean
  /** One sentence about what is missing, undefined while nothing is. */
  missing(): string | undefined
  close(): Promise<void>
}

export const followView = ({ open, clock, log }: Ports): Following => {
  const closing = new AbortController()
  let view: View | undefined
  /** Since when the stream is down; undefined while it is up. */
  let downSince: number | undefined = Number.NEGATIVE_INFINITY

  const done = follow({
    open,
    signal: closing.signal,
    onEvent({ event, data }) {
      if (event !== 'view') return
      view = View.parse(JSON.parse(data))
      downSince = undefined
    },
    onState(up, why) {
      if (up) return log.info('midi tells what is on')
      downSince ??= clock.steady()
      log.warn({ why }, 'midi does not tell what is on')
    },
  })

  const isCurrent = () =>
    view !== undefined && (downSince === undefined || clock.steady() - downSince <= GRACE_MS)

  return {
    view: () => view,
    isCurrent,
    missing: () => (isCurrent() ? undefined : 'midi does not tell what is on'),
    async close() {
      closing.abort()
      await done
    },
  }
}
