/** Asking midi: what is worth repeating, what is not, and when enough is enough. */
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../lounge/answer.ts'
import { Problem, problemResponse } from '../service/problem.ts'
import { heldOf } from '../service/testing/forgotten.ts'
import { asking, PATIENCE_MS } from './ask.ts'
import { manualClock } from './testing/clock.ts'

const answer: Answer = {
  outcome: 'applied',
  change: {
    id: 'line-1',
    generation: 2,
    correlation: 'line-1',
    source: 'chat',
    who: { platform: 'twitch', id: '1', login: 'ana', name: 'Ana', role: 'viewer' },
    at: 1,
    intent: { kind: 'undo' },
    turns: [],
    label: '',
    limited: false,
  },
}

const refusal = { reason: 'off-air' } as const

const intent = { kind: 'undo' } as const
const done = () => Response.json(answer, { status: 201 })
const problem = (status: number, more = {}) => problemResponse(new Problem(status, 'no', { more }))
const never = () => new Promise<Response>(() => {})

/** Each attempt is met by the next of `replicas`, the last one again and again. */
const rig = (...replicas: (() => Response | Promise<Response>)[]) => {
  const clock = manualClock()
  const ids: string[] = []
  const ask = asking({
    clock,
    log: pino({ level: 'silent' }),
    async post({ id }) {
      ids.push(id)
      const replica = replicas[Math.min(ids.length, replicas.length) - 1]
      if (!replica) throw new Error('nobody there')
      return replica()
    },
  })
  const abort = new AbortController()
  const asked = ask({ id: 'line-1', intent }, abort.signal)
  return { clock, ids, asked, abort }
}

test('an answer is handed on', async () => {
  const { asked, ids } = rig(done)

  expect(await asked).toEqual(answer)
  expect(ids).toEqual(['line-1'])
})

test.each([403, 404, 409, 422, 429])(
  'a refusal with status %i is handed on, and not asked again',
  async (status) => {
    const { asked, ids } = rig(() => problem(status, { refusal }))

    expect(await asked).toEqual(refusal)
    expect(ids).toHaveLength(1)
  },
)

test.each([400, 401, 403, 404, 413, 422])(
  'a plain %i is not asked again, for it will not change',
  async (status) => {
    const { asked, ids } = rig(() => problem(status))

    expect(await asked).toBe('unsure')
    expect(ids).toHaveLength(1)
  },
)

test.each([
  ['a 503', () => problem(503)],
  ['a 500', () => problem(500)],
  ['a gateway’s page', () => new Response('<h1>502</h1>', { status: 502 })],
  ['a broken connection', () => Promise.reject(new TypeError('fetch failed'))],
])('%s is asked again under the same id', async (_, replica) => {
  const { asked, ids, clock } = rig(replica, replica, done)

  await clock.advance(1_000)

  expect(await asked).toEqual(answer)
  expect(ids).toEqual(['line-1', 'line-1', 'line-1'])
})

test('a replica that hangs is left for another after two seconds', async () => {
  const { asked, ids, clock } = rig(never, done)

  await clock.advance(2_000)
  await clock.advance(200)

  expect(await asked).toEqual(answer)
  expect(ids).toHaveLength(2)
})

test('after three seconds in all, nobody knows', async () => {
  const { asked, clock } = rig(() => problem(503))

  await clock.advance(PATIENCE_MS)

  expect(await asked).toBe('unsure')
  expect(clock.waiting()).toBe(0)
})

test('an answer in words that are not ours is not asked for again', async () => {
  const { asked, ids } = rig(() => Response.json({ outcome: 'new' }, { status: 201 }))

  expect(await asked).toBe('unsure')
  expect(ids).toHaveLength(1)
})

test('what nobody wants any more is given up at once', async () => {
  const { asked, abort, clock } = rig(never)
  await clock.advance(100)

  abort.abort()

  expect(await asked).toBe('unsure')
  expect(clock.waiting()).toBe(0)
})

describe('a crowd', () => {
  const crowd = () => {
    const clock = manualClock()
    const held: ((response: Response) => void)[] = []
    const post = () => new Promise<Response>((resolve) => held.push(resolve))
    const ask = asking({ clock, log: pino({ level: 'silent' }), post })
    const lines = Array.from({ length: 258 }, (_, line) => ({ id: `line-${line}`, intent }))
    const asked = lines.map((line) => ask(line, new AbortController().signal))
    return { clock, held, asked }
  }

  test('is asked for some commits’ worth at a time', async () => {
    const { clock, held, asked } = crowd()
    await clock.advance(0)
    expect(held).toHaveLength(256)

    for (const answer of held.slice(0, 2)) answer(done())
    await clock.advance(0)

    expect(held).toHaveLength(258)
    for (const answer of held.slice(2)) answer(done())
    expect(await Promise.all(asked)).toEqual(asked.map(() => answer))
  })

  test('whose turn comes too late is told so, and never asked for', async () => {
    const { clock, held, asked } = crowd()
    await clock.advance(1_001)

    for (const answer of held) answer(done())

    expect((await Promise.all(asked)).slice(255)).toEqual([answer, 'crowded', 'crowded'])
    expect(held).toHaveLength(256)
    expect(clock.waiting()).toBe(0)
  })
})

test('what was asked and answered is held by nothing', async () => {
  const signals: WeakRef<AbortSignal>[] = []
  const post = async (_: unknown, signal: AbortSignal) => {
    signals.push(new WeakRef(signal))
    return done()
  }
  const ask = asking({ clock: manualClock(), log: pino({ level: 'silent' }), post })
  for (let line = 0; line < 100; line++)
    await ask({ id: `line-${line}`, intent }, new AbortController().signal)

  expect(signals).toHaveLength(100)
  expect(await heldOf(signals)).toBeLessThan(5)
})
