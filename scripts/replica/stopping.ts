/** How a person stops a command: ctrl-C lets what is under way come to its end, and once more ends at once. */
import type { EventEmitter } from 'node:events'

/** npm tells its script once more what the terminal has told it already. */
const SAME_MS = 1_000

type Ports = {
  /** Tells of signals. @default process */
  readonly from?: Pick<EventEmitter, 'on'>
  readonly say: (line: string) => void
  /** Ends the process now. */
  readonly quit: () => void
  readonly now?: () => number
}

/** `stop`: nothing further is begun. `end`: what is under way is ended too, as nobody else has told it. */
export const stopping = ({ from = process, say, quit, now = Date.now }: Ports) => {
  const [stop, end] = [new AbortController(), new AbortController()]
  let toldAt = 0
  from.on('SIGINT', () => {
    if (stop.signal.aborted) return now() - toldAt < SAME_MS ? undefined : quit()
    toldAt = now()
    say('Stopping after what is being done now; once more ends at once.')
    stop.abort()
  })
  for (const signal of ['SIGTERM', 'SIGHUP'])
    from.on(signal, () => {
      stop.abort()
      end.abort()
    })
  return { stop: stop.signal, end: end.signal }
}
