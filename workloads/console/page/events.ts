/** The server's events, as the page's: the browser reconnects by itself and asks for what it missed. */
import type { ServerEvent } from './contract.ts'
import type { PageEvent } from './store.ts'

const NAMES: readonly ServerEvent['event'][] = ['view', 'wire', 'pedal', 'layers', 'log']
const RETRY_MS = 2_000

type Options = { url: string; now: () => number; onEvent: (event: PageEvent) => void }

export const followEvents = ({ url, now, onEvent }: Options) => {
  const source = new EventSource(url)
  source.addEventListener('open', () => onEvent({ event: 'connection', data: true }))
  source.addEventListener('error', () => {
    onEvent({ event: 'connection', data: false })
    // A browser gives up for good when it gets an answer that is no stream, e.g. from a proxy.
    if (source.readyState === EventSource.CLOSED)
      setTimeout(() => followEvents({ url, now, onEvent }), RETRY_MS)
  })
  for (const event of NAMES) {
    source.addEventListener(event, ({ data }) => onEvent({ event, data: JSON.parse(data), now: now() }))
  }
}
