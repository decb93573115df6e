/** Server-Sent Events to one listener: heartbeat, bounded buffer, and an end when either side wants it. */

/** `data` is sent as JSON. `id` is what a listener resumes after. */
type ServerEvent = { event: string; data: unknown; id?: string }
export type Send = (event: ServerEvent) => void
export type Unsubscribe = () => void

/** As much of a handler's context as a stream needs. */
type Asked = {
  req: { raw: Request; header: (name: string) => string | undefined }
  var: { stopping: AbortSignal; late: AbortSignal }
}

type Options = {
  /**
   * Begins to send. What it sends before its promise resolves is the state of things and may be long; when it
   * throws, the listener gets the problem instead of a stream.
   */
  subscribe: (send: Send, lastId: string | undefined) => Unsubscribe | Promise<Unsubscribe>
  /**
   * How much may wait for a listener that does not read, in bytes; then its stream ends and it resumes by its last id.
   * @default 1048576
   */
  maxWaiting?: number
}

const HEARTBEAT_MS = 10_000
const MAX_WAITING = 1024 * 1024
const HEARTBEAT = ': \n\n'

const line = (text: string) => text.replace(/[\r\n]/g, ' ')

/** What goes to many is written out once: nobody changes what has been sent. */
const written = new WeakMap<object, string>()
const json = (data: unknown): string => {
  if (typeof data !== 'object' || data === null) return JSON.stringify(data)
  const text = written.get(data) ?? JSON.stringify(data)
  written.set(data, text)
  return text
}

const encode = ({ event, data, id }: ServerEvent) =>
  `event: ${line(event)}\n${id === undefined ? '' : `id: ${line(id)}\n`}data: ${json(data)}\n\n`

const HEADERS = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' }

/** The readable side and what must be undone when it ends, in one place so that it ends once. */
class Listener {
  readonly body: ReadableStream<Uint8Array>
  readonly #encoder = new TextEncoder()
  #controller!: ReadableStreamDefaultController<Uint8Array>
  #undo: Unsubscribe[] | undefined = []
  #allowed = Number.POSITIVE_INFINITY

  constructor() {
    const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      this.#controller = controller
    }
    const cancel = () => this.#finish()
    this.body = new ReadableStream({ start, cancel }, new ByteLengthQueuingStrategy({ highWaterMark: 0 }))
  }

  get #waiting() {
    return -(this.#controller.desiredSize ?? 0)
  }

  #finish() {
    const undo = this.#undo ?? []
    this.#undo = undefined
    for (const each of undo) each()
  }

  write(text: string) {
    if (!this.#undo) return
    this.#controller.enqueue(this.#encoder.encode(text))
    if (this.#waiting > this.#allowed) this.end()
  }

  /** What has been written may still be read. */
  end() {
    if (!this.#undo) return
    this.#controller.close()
    this.#finish()
  }

  onEnd(undo: Unsubscribe) {
    if (this.#undo) this.#undo.push(undo)
    else undo()
  }

  endWith(signal: AbortSignal) {
    const end = () => this.end()
    if (signal.aborted) end()
    signal.addEventListener('abort', end)
    this.onEnd(() => signal.removeEventListener('abort', end))
  }

  /** From now on no more than this may wait, on top of what already does. */
  limit(bytes: number) {
    this.#allowed = this.#waiting + bytes
  }
}

export const eventStream = async (
  c: Asked,
  { subscribe, maxWaiting = MAX_WAITING }: Options,
): Promise<Response> => {
  if (c.req.raw.method === 'HEAD') return new Response(null, { headers: HEADERS })
  const listener = new Listener()
  for (const signal of [c.req.raw.signal, c.var.stopping, c.var.late]) listener.endWith(signal)
  const heartbeat = setInterval(() => listener.write(HEARTBEAT), HEARTBEAT_MS)
  listener.onEnd(() => clearInterval(heartbeat))
  listener.write(HEARTBEAT)
  try {
    listener.onEnd(await subscribe((event) => listener.write(encode(event)), c.req.header('last-event-id')))
  } catch (error) {
    listener.end()
    throw error
  }
  listener.limit(maxWaiting)
  return new Response(listener.body, { headers: HEADERS })
}
