import { once } from 'node:events'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { comment } from './comment.ts'

const MARK = '<!-- lounge diff -->'

type Comment = { readonly id: number; body: string }

type Told = { readonly method: string; readonly url: URL; readonly body: string }

const pageOf = (comments: readonly Comment[], { url }: Told) => {
  const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('per_page'))]
  return [200, comments.slice((page - 1) * size, page * size)] as const
}

const made = (comments: Comment[], body: string) => {
  comments.push({ id: comments.length + 1, body })
  return [201, { ...comments.at(-1), html_url: 'https://github/pull/7#new' }] as const
}

const written = (comment: Comment, body: string) => {
  comment.body = body
  return [200, { ...comment, html_url: 'https://github/pull/7#old' }] as const
}

/** Speaks as much of GitHub's API as comments need; `foreign` may not be written. */
const answering = (comments: Comment[], foreign: readonly number[]) => (told: Told) => {
  if (told.method === 'GET') return pageOf(comments, told)
  const { body } = JSON.parse(told.body)
  if (told.method === 'POST') return made(comments, body)
  const id = Number(/\/comments\/(\d+)$/.exec(told.url.pathname)?.[1])
  if (foreign.includes(id)) return [403, { message: 'Resource not accessible' }] as const
  return written(comments.find((each) => each.id === id) as Comment, body)
}

const toldBy = async (request: IncomingMessage): Promise<Told> => ({
  method: request.method ?? '',
  url: new URL(request.url ?? '', 'http://github'),
  body: await text(request),
})

const github = async (comments: Comment[], foreign: readonly number[]) => {
  const asked: string[] = []
  const answer = answering(comments, foreign)
  const server = createServer(async (request, response) => {
    const told = await toldBy(request)
    asked.push(`${told.method} ${told.url.pathname}`)
    const isKnown = request.headers.authorization === 'Bearer sesame'
    const [status, body] = isKnown ? answer(told) : [401, { message: 'Bad credentials' }]
    response.writeHead(status).end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

const rig = async (comments: Comment[], foreign: readonly number[] = []) => {
  const folder = await mkdtemp(join(tmpdir(), 'comment-'))
  const event = join(folder, 'event.json')
  await writeFile(event, JSON.stringify({ number: 7, pull_request: { number: 7 } }))
  const { api, asked } = await github(comments, foreign)
  const env = {
    GITHUB_TOKEN: 'sesame',
    GITHUB_REPOSITORY: 'lounge/sax',
    GITHUB_EVENT_PATH: event,
    GITHUB_API_URL: api,
  }
  const file = join(folder, 'dist', 'diff.md')
  const post = (more: Record<string, string | undefined> = {}) =>
    comment({ body: `${MARK}\nnew`, mark: MARK, file }, { ...env, ...more })
  return { post, asked, file }
}

const others = (count: number): Comment[] =>
  Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    body: `well, ${MARK} is what I would quote`,
  }))

test('the first time there is one more comment', async () => {
  const comments = others(2)
  const { post } = await rig(comments)

  const says = await post()

  expect(says).toBe('The comment is at https://github/pull/7#new.')
  expect(comments.map(({ body }) => body)).toEqual([...others(2).map(({ body }) => body), `${MARK}\nnew`])
})

test('the next time it is written over, also on the third page', async () => {
  const comments = [...others(230), { id: 231, body: `${MARK}\nold` }]
  const { post, asked } = await rig(comments)

  await post()

  expect(comments).toHaveLength(231)
  expect(comments.at(-1)?.body).toBe(`${MARK}\nnew`)
  expect(asked.filter((each) => each.startsWith('GET'))).toHaveLength(3)
})

test("one that is someone else's is left, and ours is made", async () => {
  const comments = [{ id: 1, body: `${MARK}\nnot ours` }]
  const { post } = await rig(comments, [1])

  await post()

  expect(comments.map(({ body }) => body)).toEqual([`${MARK}\nnot ours`, `${MARK}\nnew`])
})

test('without a token it is in a file', async () => {
  const { post, file, asked } = await rig([])

  const says = await post({ GITHUB_TOKEN: undefined })

  expect(says).toContain(file)
  expect(await readFile(file, 'utf8')).toBe(`${MARK}\nnew`)
  expect(asked).toEqual([])
})

test('a token that GitHub refuses is a sentence without the token', async () => {
  const { post } = await rig([])

  const posted = post({ GITHUB_TOKEN: 'wrong-token' })

  await expect(posted).rejects.toThrow(
    /^GitHub answered 401 to GET .*; a token with pull-requests: write would be right\. The comment is in .*diff\.md\.$/,
  )
  await expect(posted).rejects.not.toThrow('wrong-token')
})
