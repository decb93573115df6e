/** Follows another service's events for as long as it is wanted: reconnects, resumes, and notices silence. */
import { createParser } from 'eventsource-parser'
import { linked } from './deadline.ts'
import { problemFrom } from './problem.ts'
import { wait } from './wait.ts'

export type StreamEvent = { event: string; data: string; id?: string }

type Options = {
  /** Asks for the stream, with `Last-Event-ID` when there is one; called again for each connection. */
  open: (lastId: string | undefined, signal: AbortSignal) => Promise<Response>
  /** An event counts as seen when this returns; when it throws, the stream is opened again after the last one seen. */
  onEvent: (event: StreamEvent) => void
  /** Told when the stream comes up, and when it goes down or stays down for another reason. */
  onState?: (up: boolean, why?: string) => void
  signal: AbortSignal
  /**
   * Milliseconds to wait before the nth attempt in a row, from 0.
   * @default 100 ms doubling up to 2 s, of which a random half
   */
  backoff?: (attempt: number) => number
}

/** Silence after which a connection is given up: two and a half heartbeats. */
const STALL_MS = 25_000
const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 2_000

const jittered = (attempt: number) => {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt)
  return longest / 2 + (Math.random() * longest) / 2
}

/** A timer that is wound up again by each sign of life, and a signal that fires when it has run down, or with another. */
const watchdog = (given: AbortSignal) => {
  const { signal, abort, unlink } = linked(given)
  const bark = () => abort(new Error(`nothing was heard for ${STALL_MS / 1000} seconds`))
  let timer = setTimeout(bark, STALL_MS)
  return {
    signal,
    alive: () => {
      clearTimeout(timer)
      timer = setTimeout(bark, STALL_MS)
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer)
      unlink()
    },
  }
}

const bodyOf = async (response: Response) => {
  if (!response.ok) throw await problemFrom(response)
  const type = response.headers.get('content-type') ?? 'nothing'
  if (!type.startsWith('text/event-stream') || !response.body)
    throw new Error(`expected an event stream, got ${type}`)
  return response.body
}

/** Hands on each chunk until the stream ends or the signal fires; a signal that fires is thrown. */
const readAll = async (
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  onText: (text: string) => void,
) => {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader()
  const cancel = () => void reader.cancel(signal.reason).catch(() => undefined)
  signal.addEventListener('abort', cancel)
  try {
    signal.throwIfAborted()
    for (let read = await reader.read(); !read.done; read = await reader.read()) onText(read.value)
    signal.throwIfAborted()
  } finally {
    signal.removeEventListener('abort', cancel)
    cancel()
  }
}

const words = (error: unknown) => (error instanceof Error ? error.message : String(error))

type Connection = Required<Pick<Options, 'open' | 'signal'>> & {
  lastId: string | undefined
  onOpen: () => void
  onEvent: (event: StreamEvent) => void
}

/** One connection, from opening to its end; always rejects, with the reason why it ended. */
const connection = async ({ open, signal, lastId, onOpen, onEvent }: Connection) => {
  using watch = watchdog(signal)
  const parser = createParser({
    onEvent: ({ event = 'message', data, id }) =>
      onEvent({ event, data, ...(id === undefined ? {} : { id }) }),
  })
  const body = await bodyOf(await open(lastId, watch.signal))
  onOpen()
  await readAll(body, watch.signal, (text) => {
    watch.alive()
    parser.feed(text)
  })
  throw new Error('the stream ended')
}

/** Passes on what is news: up after down, down after up, or down for another reason. */
const news = (onState: NonNullable<Options['onState']>) => {
  let last: string | undefined
  return (up: boolean, why = '') => {
    if (why === last) return
    last = why
    onState(up, ...(up ? [] : [why]))
  }
}

/** Resolves when `signal` is aborted, and never before. */
export const follow = async (options: Options): Promise<void> => {
  const { open, signal, backoff = jittered } = options
  const tell = news(options.onState ?? (() => undefined))
  let lastId: string | undefined
  let attempt = 0
  const onOpen = () => tell(true)
  const onEvent = (event: StreamEvent) => {
    options.onEvent(event)
    lastId = event.id ?? lastId
    attempt = 0
  }
  while (!signal.aborted) {
    const why = await connection({ open, signal, lastId, onOpen, onEvent }).catch(words)
    if (signal.aborted) return
    tell(false, why)
    await wait(backoff(attempt++), signal)
  }
}
