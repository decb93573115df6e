/** Hears a stream of server-sent events for as long as it is wanted, and comes back after each end of it. */
import { setTimeout as delay } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'

const RETRY_MS = 200

export type Heard = { event: string; data: string }

type Options = {
  readonly url: string
  readonly signal: AbortSignal
  /** Asked anew for each connection. */
  readonly headers?: () => Promise<Record<string, string>>
  readonly onEvent: (heard: Heard) => void
}

const hearOut = async ({ url, signal, headers = async () => ({}), onEvent }: Options) => {
  const response = await fetch(url, { signal, headers: await headers() })
  if (!response.ok || !response.body) return
  const parser = createParser({ onEvent: ({ event = '', data }) => onEvent({ event, data }) })
  const text = new TextDecoder()
  for await (const chunk of response.body) parser.feed(text.decode(chunk, { stream: true }))
}

/** Resolves when `signal` is aborted. */
export const listen = async (options: Options) => {
  while (!options.signal.aborted) {
    await hearOut(options).catch(() => undefined)
    await delay(RETRY_MS)
  }
}
