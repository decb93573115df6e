/** The fetch that calls another service: signed, traced, and with an end. */
import type { Sign } from './auth.ts'
import { currentTrail, trailFrom, trailHeaders } from './correlation.ts'
import { deadline } from './deadline.ts'
import { httpFetch } from './http-fetch.ts'
import { Problem } from './problem.ts'

type Options = {
  /** The service that is called. */
  audience: string
  sign: Sign
  /**
   * How requests travel; in process it is the other service's `app.request`.
   * @default over HTTP
   */
  fetch?: typeof globalThis.fetch
  /**
   * How long to wait for a response, in milliseconds. An event stream may then last as long as it likes.
   * @default 5000
   */
  timeoutMs?: number
}

const TIMEOUT_MS = 5_000

const away = (audience: string, cause: unknown) =>
  new Problem(503, `${audience} does not answer right now; try again in a moment`, {
    cause,
    headers: { 'retry-after': '1' },
    more: { dependency: audience },
  })

const headersOf = (input: RequestInfo | URL, init: RequestInit | undefined) =>
  new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined))

const isStream = (response: Response) =>
  response.headers.get('content-type')?.startsWith('text/event-stream') === true

const signed = async (headers: Headers, token: Promise<string>) => {
  headers.set('authorization', `Bearer ${await token}`)
  const trail = currentTrail() ?? trailFrom()
  for (const [name, value] of Object.entries(trailHeaders(trail))) headers.set(name, value)
  return headers
}

/** A fetch in process does not heed its signal. */
const heeding = (signal: AbortSignal, response: Promise<Response>) =>
  new Promise<Response>((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    response.then(resolve, reject)
  })

/** Rejects with a 503 Problem that names `audience` when it cannot be reached, unless the caller gave up first. */
export const serviceFetch = ({
  audience,
  sign,
  fetch = httpFetch,
  timeoutMs = TIMEOUT_MS,
}: Options): typeof globalThis.fetch =>
  async function serviceFetch(input, init) {
    const headers = await signed(headersOf(input, init), sign(audience))
    const { signal, lift, cancel } = deadline(timeoutMs, { given: init?.signal })
    try {
      const response = await heeding(signal, fetch(input, { ...init, headers, signal }))
      // A stream that has begun is let go on; what else is read has to end in time.
      if (isStream(response)) lift()
      return response
    } catch (cause) {
      cancel()
      init?.signal?.throwIfAborted()
      throw away(audience, cause)
    }
  }
