/** What went wrong, as RFC 9457 says it: one sentence a person can act on, and nothing internal. */
// From here: a schema made before this import cannot be named in the document.
import { z } from '@hono/zod-openapi'

const SLUGS: Readonly<Record<number, string>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'conflict',
  413: 'too-big',
  415: 'media-type',
  422: 'out-of-range',
  429: 'slow-down',
  500: 'internal',
  503: 'unavailable',
}

export const ProblemBody = z.looseObject({
  /** `urn:lounge:problem:<slug>`; stable, for programs. */
  type: z.string(),
  /** The same for every problem of this type. */
  title: z.string(),
  status: z.int().min(400).max(599),
  /** What, where, and what would be right. */
  detail: z.string(),
})
export type ProblemBody = z.infer<typeof ProblemBody>

export type ProblemOptions = {
  /**
   * The slug of its type.
   * @default by status, e.g. `not-found` for 404
   */
  type?: string
  cause?: unknown
  headers?: Readonly<Record<string, string>>
  /** Further members of the body, e.g. the offending `field`. */
  more?: Readonly<Record<string, unknown>>
}

const URN = 'urn:lounge:problem:'
const sentenceCase = (slug: string) => slug.charAt(0).toUpperCase() + slug.slice(1).replaceAll('-', ' ')

/** Thrown wherever it is known, answered in one place: {@link problemResponse}. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly type: string
  readonly headers: Readonly<Record<string, string>>
  readonly more: Readonly<Record<string, unknown>>

  constructor(status: number, detail: string, { type, cause, headers = {}, more = {} }: ProblemOptions = {}) {
    super(detail, { cause })
    this.status = status
    this.type = type ?? SLUGS[status] ?? `status-${status}`
    this.headers = headers
    this.more = more
  }

  toJSON(): ProblemBody {
    const { more, type, status, message } = this
    return { ...more, type: URN + type, title: sentenceCase(type), status, detail: message }
  }
}

export const problemResponse = (problem: Problem) =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...problem.headers, 'content-type': 'application/problem+json' },
  })

/** Headers that keep their meaning when a problem is passed on. */
const kept = (response: Response): Record<string, string> => {
  const retryAfter = response.headers.get('retry-after')
  return retryAfter === null ? {} : { 'retry-after': retryAfter }
}

/** What another service answered, as a Problem; any answer will do, even one that isn't a problem at all. */
export const problemFrom = async (response: Response): Promise<Problem> => {
  const read = ProblemBody.safeParse(await response.json().catch(() => undefined))
  if (!read.success) return new Problem(response.status, `it answered ${response.status} without saying why`)
  const { type, title: _, status, detail, ...more } = read.data
  return new Problem(status, detail, {
    type: type.startsWith(URN) ? type.slice(URN.length) : type,
    headers: kept(response),
    more,
  })
}

const LONGEST_QUOTE = 80

/** Somebody else's text made safe to repeat: one line, nothing invisible, not long. */
export const plain = (text: string) => {
  const line = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()
  return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line
}

export const quoted = (text: string) => `"${plain(text).replaceAll('"', "'")}"`
