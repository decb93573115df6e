/** Calling another service. */
import { afterEach, expect, test, vi } from 'vitest'
import { withTrail } from './correlation.ts'
import { serviceFetch } from './fetch.ts'
import { heldOf } from './testing/forgotten.ts'

afterEach(() => void vi.useRealTimers())

type Seen = { url: string; headers: Headers; signal: AbortSignal }

/** Calls `data`, which answers as it is told. */
const calling = (answer: (seen: Seen) => Promise<Response>) => {
  const seen: Seen[] = []
  const fetch = serviceFetch({
    audience: 'data',
    sign: async (audience) => `token-for-${audience}`,
    fetch: (input, init) => {
      const { headers, signal, url } = new Request(input, init)
      const request = { url, headers, signal }
      seen.push(request)
      return answer(request)
    },
  })
  return { fetch, seen }
}

const fine = async () => Response.json({})
/** As in process, where nobody heeds the signal. */
const never = () => new Promise<Response>(() => undefined)

test('a call is signed for the service it goes to and keeps its own headers', async () => {
  const { fetch, seen } = calling(fine)

  await fetch('http://data/v1/state', { headers: { accept: 'text/plain' } })
  await fetch(new Request('http://data/v1/state', { headers: { accept: 'text/html' } }))

  expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual([
    'Bearer token-for-data',
    'Bearer token-for-data',
  ])
  expect(seen.map(({ headers }) => headers.get('accept'))).toEqual(['text/plain', 'text/html'])
})

test('calls made for one line of chat share its correlation id and trace, each in a span of its own', async () => {
  const { fetch, seen } = calling(fine)
  const trace = 'ab'.repeat(16)

  await withTrail({ correlation: 'line-1', trace }, async () => {
    await fetch('http://data/a')
    await fetch('http://data/b')
  })

  expect(seen.map(({ headers }) => headers.get('x-correlation-id'))).toEqual(['line-1', 'line-1'])
  const parents = seen.map(({ headers }) => headers.get('traceparent') ?? '')
  for (const parent of parents) expect(parent).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`))
  expect(parents[0]).not.toBe(parents[1])
})

test('a call made for nobody in particular begins a trail of its own', async () => {
  const { fetch, seen } = calling(fine)

  await fetch('http://data/a')

  expect(seen[0]?.headers.get('x-correlation-id')).toMatch(/^[\w-]{36}$/)
})

test('a service that cannot be reached is a 503 that names it, and when to try again', async () => {
  const { fetch } = calling(() => Promise.reject(new TypeError('fetch failed')))

  await expect(fetch('http://data/v1/state')).rejects.toMatchObject({
    status: 503,
    message: 'data does not answer right now; try again in a moment',
    headers: { 'retry-after': '1' },
    more: { dependency: 'data' },
  })
})

test('a service that does not answer within five seconds is a 503, too', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { fetch } = calling(never)

  const answer = expect(fetch('http://data/v1/state')).rejects.toMatchObject({ status: 503 })
  await vi.advanceTimersByTimeAsync(5000)

  await answer
})

test('who gives up first gets its own reason back', async () => {
  const { fetch } = calling(never)
  const stop = new AbortController()

  const answer = fetch('http://data/v1/state', { signal: stop.signal })
  stop.abort(new Error('changed my mind'))

  await expect(answer).rejects.toThrow('changed my mind')
})

test('an event stream may last as long as it likes once it has begun', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { fetch, seen } = calling(
    async () => new Response('', { headers: { 'content-type': 'text/event-stream' } }),
  )

  await fetch('http://data/v1/events')
  await vi.advanceTimersByTimeAsync(60_000)

  expect(seen[0]?.signal.aborted).toBe(false)
})

test('a call that was answered is held by nothing', async () => {
  const { fetch, seen } = calling(fine)
  const signals: WeakRef<AbortSignal>[] = []
  for (let call = 0; call < 100; call++) {
    await fetch('http://data/v1/state', { signal: new AbortController().signal })
    signals.push(new WeakRef((seen.pop() as Seen).signal))
  }

  expect(await heldOf(signals)).toBeLessThan(5)
})
