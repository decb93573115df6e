/** The server's events, as the page's: the browser reconnects by itself and asks for what it missed. */
import type { ServerEvent } from './contract.ts'
import type { PageEvent } from './store.ts'

const NAMES: readonly ServerEvent['event'][] = ['view', 'wire', 'pedal', 'layers', 'log']
const RETRY_MS = 2_000

type Options = { url: string; now: () => number; onEvent: (event: PageEvent) => void }

/** Until the returned function is called. */
export const followEvents = ({ url, now, onEvent }: Options): (() => void) => {
  let source: EventSource
  let retry: ReturnType<typeof setTimeout> | undefined
  const open = () => {
    source = new EventSource(url)
    source.addEventListener('open', () => onEvent({ event: 'connection', data: true }))
    source.addEventListener('error', () => {
      onEvent({ event: 'connection', data: false })
      // A browser gives up for good when it gets an answer that is no stream, e.g. from a proxy.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS)
    })
    for (const event of NAMES)
      source.addEventListener(event, ({ data }) => onEvent({ event, data: JSON.parse(data), now: now() }))
  }
  open()
  return () => {
    clearTimeout(retry)
    source.close()
  }
}
