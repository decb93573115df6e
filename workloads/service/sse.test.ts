/** Event streams from both ends, over `app.request`. */
import { createRoute } from '@hono/zod-openapi'
import { hc } from 'hono/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { serviceApp } from './app.ts'
import { createHealth } from './health.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { Problem } from './problem.ts'
import { events } from './routes.ts'
import { follow, type StreamEvent } from './sse-client.ts'
import { eventStream, type Send } from './sse-server.ts'

const route = createRoute({ method: 'get', path: '/v1/events', responses: { 200: events('what happens') } })

type Given = { hello?: (send: Send, lastId: string | undefined) => void | Promise<void>; maxWaiting?: number }

/** A service with one stream; `send` reaches every listener. */
const streaming = ({ hello = () => undefined, ...more }: Given = {}) => {
  const metrics = createMetrics('data')
  const health = createHealth({ metrics })
  const listeners = new Set<Send>()
  const subscribe = async (send: Send, lastId: string | undefined) => {
    await hello(send, lastId)
    listeners.add(send)
    return () => void listeners.delete(send)
  }
  const log = createLog({ service: 'data', level: 'silent' })
  const app = serviceApp({ name: 'data', log, metrics, health }).openapi(route, (c) =>
    eventStream(c, { subscribe, ...more }),
  )
  const send: Send = (event) => {
    for (const listener of listeners) listener(event)
  }
  return { app, send, listeners, health, client: hc<typeof app>('http://data', { fetch: app.request }) }
}

/** Follows it and notes all that is told; `until` resolves once so many events have been seen. */
const following = ({ client }: Pick<ReturnType<typeof streaming>, 'client'>) => {
  const seen: StreamEvent[] = []
  const states: string[] = []
  const stop = new AbortController()
  const asked: (string | undefined)[] = []
  const done = follow({
    open: (lastId, signal) => {
      asked.push(lastId)
      const headers = lastId === undefined ? {} : { 'last-event-id': lastId }
      return client.v1.events.$get({}, { headers, init: { signal } })
    },
    onEvent: (event) => void seen.push(event),
    onState: (up, why) => void states.push(up ? 'up' : `down: ${why}`),
    signal: stop.signal,
    backoff: () => 100,
  })
  return { seen, states, asked, stop, done }
}

const soon = () => vi.advanceTimersByTimeAsync(0)

beforeEach(
  () =>
    void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] }),
)
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('a stream', () => {
  test('brings events with their ids and data', async () => {
    const service = streaming({ hello: (send) => send({ event: 'snapshot', data: { head: null }, id: '1' }) })
    const { seen, states, stop, done } = following(service)
    await soon()

    service.send({ event: 'commit', data: 'line one\nline two', id: '2' })
    await soon()

    stop.abort()
    await done
    expect(states).toEqual(['up'])
    expect(seen).toEqual([
      { event: 'snapshot', data: '{"head":null}', id: '1' },
      { event: 'commit', data: '"line one\\nline two"', id: '2' },
    ])
  })

  test('an event name or id cannot break out of its line', async () => {
    const service = streaming({
      hello: (send) => send({ event: 'a\ndata: x', data: 1, id: '1\n\nevent: y' }),
    })
    const { seen, stop, done } = following(service)
    await soon()

    stop.abort()
    await done
    expect(seen).toEqual([{ event: 'a data: x', data: '1', id: '1  event: y' }])
  })

  test('ends its subscription when the listener leaves', async () => {
    const service = streaming()
    const { stop, done } = following(service)
    await soon()
    expect(service.listeners.size).toBe(1)

    stop.abort()
    await done
    await soon()

    expect(service.listeners.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('ends its subscription when the listener left while it was being made', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const service = streaming({ hello: () => promise })
    const { stop, done } = following(service)
    await soon()

    stop.abort()
    resolve()
    await done
    await soon()

    expect(service.listeners.size).toBe(0)
  })

  test('ends its subscription when making it took longer than the request may', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const service = streaming({ hello: () => promise })
    const answer = service.app.request('/v1/events')

    await vi.advanceTimersByTimeAsync(10_000)
    resolve()

    expect((await answer).status).toBe(503)
    await soon()
    expect(service.listeners.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is not begun for somebody who only wants to know whether it is there', async () => {
    const service = streaming()

    const response = await service.app.request('/v1/events', { method: 'HEAD' })

    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(service.listeners.size).toBe(0)
  })

  test('shows a sign of life every ten seconds, so that silence means something', async () => {
    const service = streaming()
    const { states, stop, done } = following(service)

    await vi.advanceTimersByTimeAsync(120_000)

    expect(states).toEqual(['up'])
    stop.abort()
    await done
  })

  test('ends when the service stops, and the listener waits for it to come back', async () => {
    const service = streaming()
    const { states, stop, done } = following(service)
    await soon()

    service.health.stop()
    await soon()

    expect(service.listeners.size).toBe(0)
    expect(states).toEqual(['up', 'down: the stream ended'])
    stop.abort()
    await done
  })

  test('a listener that does not read is let go with what waits for it, and no more', async () => {
    const service = streaming({ maxWaiting: 1000 })
    const response = await service.client.v1.events.$get()

    for (let id = 1; id <= 100; id++) service.send({ event: 'commit', data: 'x'.repeat(100), id: `${id}` })

    expect(service.listeners.size).toBe(0)
    const text = await response.text()
    expect(text).toContain('id: 1\n')
    expect(text.length).toBeLessThan(1300)
  })

  test('a long beginning is not what a listener is let go for', async () => {
    const hello = (send: Send) => {
      for (let id = 1; id <= 100; id++) send({ event: 'commit', data: 'x'.repeat(100), id: `${id}` })
    }
    const service = streaming({ hello, maxWaiting: 1000 })
    const response = await service.client.v1.events.$get()

    service.send({ event: 'commit', data: 'x', id: '101' })
    expect(service.listeners.size).toBe(1)

    service.health.stop()
    expect((await response.text()).match(/^event: commit$/gm)).toHaveLength(101)
  })

  test('what goes wrong before it begins is a problem, not a stream', async () => {
    const problem = new Problem(503, 'the database is away', { headers: { 'retry-after': '1' } })
    const { app } = streaming({ hello: () => Promise.reject(problem) })

    const response = await app.request('/v1/events')

    expect(response.status).toBe(503)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('following', () => {
  test('resumes after the last event it saw', async () => {
    const service = streaming({
      hello: (send, lastId) => send({ event: 'hello', data: 0, id: lastId ?? '7' }),
    })
    const { asked, stop, done } = following(service)
    await soon()
    service.send({ event: 'commit', data: 1, id: '8' })
    service.send({ event: 'reported', data: 2 })
    await soon()

    service.health.stop()
    await vi.advanceTimersByTimeAsync(100)

    expect(asked.slice(0, 2)).toEqual([undefined, '8'])
    stop.abort()
    await done
  })

  test('an event that could not be taken is asked for again', async () => {
    const service = streaming({
      hello: (send, lastId) => {
        for (const id of ['1', '2', '3'].filter((each) => each > (lastId ?? '')))
          send({ event: 'commit', data: 0, id })
      },
    })
    const taken: string[] = []
    const stop = new AbortController()
    let broken = true
    const done = follow({
      open: (lastId, signal) =>
        service.client.v1.events.$get(
          {},
          { headers: lastId === undefined ? {} : { 'last-event-id': lastId }, init: { signal } },
        ),
      onEvent: ({ id = '' }) => {
        if (id === '2' && broken) {
          broken = false
          throw new Error('not now')
        }
        taken.push(id)
      },
      signal: stop.signal,
    })
    await vi.advanceTimersByTimeAsync(200)

    stop.abort()
    await done
    expect(taken).toEqual(['1', '2', '3'])
  })

  test('says why a stream cannot be had, once for each reason, and keeps trying', async () => {
    const answers = [401, 401, 503, 200].map((status) =>
      status === 200 ? undefined : new Problem(status, `no: ${status}`),
    )
    const service = streaming({
      hello: () => {
        const problem = answers.shift()
        if (problem) throw problem
      },
    })
    const { states, stop, done } = following(service)

    await vi.advanceTimersByTimeAsync(1000)

    stop.abort()
    await done
    expect(states).toEqual(['down: no: 401', 'down: no: 503', 'up'])
  })

  test('gives a connection up that has been silent for 25 seconds, and opens another', async () => {
    const { states, attempts, cancelled, stop, done } = silent()

    await vi.advanceTimersByTimeAsync(25_000)

    expect(states).toEqual(['up', 'down: nothing was heard for 25 seconds'])
    expect(cancelled()).toBe(1)
    await vi.advanceTimersByTimeAsync(100)
    expect(attempts()).toBe(2)
    stop.abort()
    await done
  })

  test('gives up on a service that never answers, too', async () => {
    const states: (string | undefined)[] = []
    const stop = new AbortController()
    const done = follow({
      open: (_, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      onEvent: () => undefined,
      onState: (_, why) => void states.push(why),
      signal: stop.signal,
    })

    await vi.advanceTimersByTimeAsync(25_000)

    expect(states).toEqual(['nothing was heard for 25 seconds'])
    stop.abort()
    await done
  })

  test('waits longer after each failure, up to two seconds, and never all at the same time', async () => {
    const at: number[] = []
    const stop = new AbortController()
    vi.spyOn(Math, 'random').mockReturnValue(1)
    const done = follow({
      open: () => {
        at.push(Date.now())
        return Promise.reject(new Error('refused'))
      },
      onEvent: () => undefined,
      signal: stop.signal,
    })
    await vi.advanceTimersByTimeAsync(8000)

    stop.abort()
    await done
    const waits = at.slice(1).map((time, index) => time - (at[index] ?? 0))
    expect(waits).toEqual([100, 200, 400, 800, 1600, 2000, 2000])
  })

  test('begins anew with short waits once an event has come', async () => {
    const service = streaming({
      hello: (send) => send({ event: 'commit', data: 1, id: '1' }),
    })
    const waits: number[] = []
    const stop = new AbortController()
    let refused = 2
    const done = follow({
      open: (_, signal) => {
        if (refused-- > 0) return Promise.reject(new Error('refused'))
        return service.client.v1.events.$get({}, { init: { signal } })
      },
      onEvent: () => service.health.stop(),
      signal: stop.signal,
      backoff: (attempt) => {
        waits.push(attempt)
        return 100
      },
    })

    await vi.advanceTimersByTimeAsync(200)

    stop.abort()
    await done
    expect(waits).toEqual([0, 1, 0])
  })

  test('is over at once when it is no longer wanted, even between two attempts', async () => {
    const stop = new AbortController()
    const done = follow({
      open: () => Promise.reject(new Error('refused')),
      onEvent: () => undefined,
      signal: stop.signal,
      backoff: () => 1_000_000,
    })
    await soon()

    stop.abort()

    await expect(done).resolves.toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })
})

/** Follows a stream that opens and then says nothing. */
const silent = () => {
  const states: string[] = []
  const stop = new AbortController()
  let attempts = 0
  let cancelled = 0
  const done = follow({
    open: async () => {
      attempts++
      const body = new ReadableStream({ cancel: () => void cancelled++ })
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
    },
    onEvent: () => undefined,
    onState: (up, why) => void states.push(up ? 'up' : `down: ${why}`),
    signal: stop.signal,
    backoff: () => 100,
  })
  return { states, stop, done, attempts: () => attempts, cancelled: () => cancelled }
}
