/** The comments of one pull request, by GitHub's API. */
import { z } from 'zod'

export type PullRequest = {
  /** E.g. `https://api.github.com`. */
  readonly api: string
  /** `owner/name`. */
  readonly repository: string
  readonly number: number
  readonly token: string
}

const Comment = z.object({ id: z.int(), body: z.string().nullish(), html_url: z.string().optional() })
type Comment = z.infer<typeof Comment>

/** As many as GitHub gives at once. */
const PAGE = 100
const PATIENCE_MS = 20_000

type Call = { readonly method: 'GET' | 'POST' | 'PATCH'; readonly path: string; readonly body?: string }

class Refused extends Error {
  readonly status: number

  constructor({ method, path }: Call, status: number) {
    super(`GitHub answered ${status} to ${method} ${path}; a token with pull-requests: write would be right.`)
    this.status = status
  }
}

const ask = async ({ api, repository, token }: PullRequest, call: Call): Promise<unknown> => {
  const { method, path, body } = call
  const response = await fetch(`${api}/repos/${repository}${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify({ body }) }),
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'user-agent': 'eight-bit-sax-lounge',
      'x-github-api-version': '2022-11-28',
    },
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: Error) => {
    throw new Error(`GitHub could not be asked at ${new URL(api).host}.`, { cause: error })
  })
  if (!response.ok) throw new Refused(call, response.status)
  return response.json()
}

const tryFind = async (request: PullRequest, mark: string, page = 1): Promise<Comment | undefined> => {
  const path = `/issues/${request.number}/comments?per_page=${PAGE}&page=${page}`
  const comments = z.array(Comment).parse(await ask(request, { method: 'GET', path }))
  const found = comments.find(({ body }) => body?.startsWith(mark))
  if (found || comments.length < PAGE) return found
  return tryFind(request, mark, page + 1)
}

const update = (request: PullRequest, { id }: Comment, body: string) =>
  ask(request, { method: 'PATCH', path: `/issues/comments/${id}`, body }).catch((error: unknown) => {
    // It is someone else's, or has just been deleted.
    if (error instanceof Refused && [403, 404].includes(error.status)) return undefined
    throw error
  })

/** Writes over the comment that begins with `mark`, or makes one. Gives its address, if GitHub says it. */
export const keepComment = async (
  request: PullRequest,
  mark: string,
  body: string,
): Promise<string | undefined> => {
  const old = await tryFind(request, mark)
  const updated = old && (await update(request, old, body))
  const path = `/issues/${request.number}/comments`
  return Comment.parse(updated ?? (await ask(request, { method: 'POST', path, body }))).html_url
}
