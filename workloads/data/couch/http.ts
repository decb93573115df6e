/** Calls to CouchDB by nano: each with a timeout, credentials in a header only, faults as people should hear them. */
import nano from 'nano'
import { deadline } from '../../service/deadline.ts'
import { storeAway } from '../store.ts'

export type CouchAccess = {
  /** Without credentials, e.g. `http://127.0.0.1:5984`. */
  url: string
  user?: string | undefined
  password?: string | undefined
  /** For one call, in milliseconds. @default 5000 */
  timeoutMs?: number
}

type Call = {
  method?: 'GET' | 'PUT'
  db: string
  /** A document's id, or a path below the database. */
  doc?: string
  path?: string
  qs?: Record<string, unknown>
  body?: unknown
  signal?: AbortSignal
  timeoutMs?: number
}

/**
 * Resolves with the body. A status that `expected` names resolves with what stands there instead; any other that is
 * not a success, no answer and half an answer reject with a 503 `Problem` that names CouchDB.
 */
export type Couch = <T>(call: Call, expected?: Record<number, T>) => Promise<T>

const NAME = 'CouchDB'
const TIMEOUT_MS = 5_000

const WHY: Record<number, string> = {
  0: 'does not answer',
  401: 'does not accept the credentials it is given',
  403: 'does not allow this',
  404: 'does not have the database of this lounge (the setup makes it)',
}

const statusOf = (fault: unknown) =>
  fault instanceof Error && 'statusCode' in fault ? Number(fault.statusCode) : 0

/** Nano's fault holds the request with its headers: only its message goes on, so that no log ever shows them. */
const away = (fault: unknown) => {
  const status = statusOf(fault)
  const cause = new Error(fault instanceof Error ? fault.message : String(fault))
  return storeAway(NAME, WHY[status] ?? `could not do this (status ${status})`, cause)
}

const checked = (url: string) => {
  const { username, password } = new URL(url)
  if (!username && !password) return url
  throw new Error("CouchDB's address must not hold credentials: give user and password apart")
}

const authorization = ({ user, password = '' }: CouchAccess) =>
  user === undefined
    ? {}
    : { Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }

export const couchAt = (access: CouchAccess): Couch => {
  const server = nano({
    url: checked(access.url),
    headers: authorization(access),
    parseUrl: false,
  } as nano.Configuration)
  const request = async <T>({ signal, timeoutMs, ...options }: Call): Promise<T> => {
    const limit = deadline(timeoutMs ?? access.timeoutMs ?? TIMEOUT_MS, { given: signal })
    const asked = server.request({ ...options, signal: limit.signal } as nano.RequestOptions)
    const body: unknown = await asked.finally(limit.cancel)
    // An answer that was cut off comes as an empty text.
    if (typeof body !== 'object' || body === null) throw new Error('half an answer')
    return body as T
  }
  return <T>(call: Call, expected: Record<number, T> = {}) =>
    request<T>(call).catch((fault: unknown) => {
      const status = statusOf(fault)
      if (status in expected) return expected[status] as T
      throw away(fault)
    })
}
