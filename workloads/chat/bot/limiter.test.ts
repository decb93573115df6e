/** Replies on their way out: how many, how far apart, and what becomes of those that wait. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { manualClock } from '../testing/clock.ts'
import type { Event } from './count.ts'
import { Limiter } from './limiter.ts'

const rig = (isTrusted = false) => {
  const clock = manualClock()
  const events: Event[] = []
  const said: { text: string; at: number }[] = []
  const room = { takes: true }
  const limiter = new Limiter({
    clock,
    count: (event) => void events.push(event),
    async say(text) {
      if (!room.takes) throw new Error('The room is not joined.')
      said.push({ text, at: clock.now() })
    },
  })
  limiter.joined(isTrusted)
  let lines = 0
  const add = (text: string, login = 'ana') => limiter.add({ line: `line-${++lines}`, login, text })
  const texts = () => said.map(({ text }) => text)
  const counted = (event: Event) => events.filter((one) => one === event).length
  return { clock, limiter, room, said, texts, add, counted }
}

/** The most lines within any window of so many milliseconds. */
const busiest = (said: readonly { at: number }[], ms: number) =>
  Math.max(0, ...said.map(({ at }) => said.filter((other) => other.at >= at && other.at < at + ms).length))

test('a single reply goes at once', () => {
  const { add, texts } = rig()

  add('@Ana Time set to 7')

  expect(texts()).toEqual(['@Ana Time set to 7'])
})

test('what comes while the next line has to wait goes out together, in order', async () => {
  const { add, clock, texts, counted } = rig()

  for (const name of ['Ana', 'Ben', 'Cy']) add(`@${name} Time set to 7`)
  await clock.advance(1_199)
  expect(texts()).toHaveLength(1)
  await clock.advance(1)

  expect(texts()).toEqual(['@Ana Time set to 7', '@Ben Time set to 7 · @Cy Time set to 7'])
  expect([counted('said'), counted('reply')]).toEqual([2, 3])
})

test('a joined line holds at most 450 characters, and no reply is torn', async () => {
  const { add, clock, texts } = rig()

  for (let n = 0; n < 12; n++) add(`@V${n} ${'🎷'.repeat(90)}`)
  await clock.advance(20_000)

  expect(texts().every((text) => [...text].length <= 450)).toBe(true)
  expect(
    texts()
      .join(' · ')
      .match(/@V\d+ 🎷{90}/gu),
  ).toHaveLength(12)
})

test('without a moderator’s badge at most 18 lines leave in any 30 s, with it 90', async () => {
  for (const [isTrusted, most] of [
    [false, 18],
    [true, 90],
  ] as const) {
    const { add, clock, said } = rig(isTrusted)
    for (let n = 0; n < 300; n++) {
      add(`@V${n} ${'x'.repeat(300)}`)
      await clock.advance(250)
    }

    expect(busiest(said, 30_000)).toBeLessThanOrEqual(most)
    expect(busiest(said, 30_000)).toBeGreaterThan(most / 2)
  }
})

test('whatever comes when, the windows hold and no reply is said twice', async () => {
  const gaps = fc.array(fc.tuple(fc.nat(4_000), fc.integer({ min: 1, max: 400 })), { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(gaps, async (all) => {
      const { add, clock, said } = rig()
      for (const [n, [gap, length]] of all.entries()) {
        await clock.advance(gap)
        add(`@V${n}:${'x'.repeat(length)}`)
      }
      await clock.advance(60_000)

      expect(busiest(said, 30_000)).toBeLessThanOrEqual(18)
      expect(busiest(said, 1_200)).toBeLessThanOrEqual(1)
      const names = said.flatMap(({ text }) => text.match(/@V\d+:/g) ?? [])
      expect(new Set(names).size).toBe(names.length)
    }),
    { numRuns: 20 },
  )
})

test('a moderator’s replies do not wait for each other', () => {
  const { add, texts } = rig(true)

  for (const name of ['Ana', 'Ben', 'Cy']) add(`@${name} Time set to 7`)

  expect(texts()).toHaveLength(3)
})

test('a crowd does not spend a moderator’s lines on one reply each: from the thirty-first on replies join', async () => {
  const { add, clock, said, counted } = rig(true)

  for (let n = 0; n < 300; n++) add(`@V${n} Time set to 7`)
  await clock.advance(500)
  expect(said).toHaveLength(31)
  await clock.advance(30_000)

  expect(counted('reply')).toBe(300)
  expect(said.length).toBeLessThan(60)
})

test('becoming a moderator, learnt from the room, opens the wider window at once', async () => {
  const { add, limiter, clock, texts } = rig()
  add('@Ana one')
  add('@Ana two')
  await clock.advance(100)

  limiter.joined(true)

  expect(texts()).toEqual(['@Ana one', '@Ana two'])
})

test('the same words again within 30 s differ, or Twitch would drop them', async () => {
  const { add, clock, texts } = rig()
  for (let n = 0; n < 3; n++) {
    add('@Ana Time set to 7')
    await clock.advance(2_000)
  }
  await clock.advance(30_000)
  add('@Ana Time set to 7')

  expect(texts()).toEqual([
    '@Ana Time set to 7',
    '@Ana Time set to 7 (2)',
    '@Ana Time set to 7 (3)',
    '@Ana Time set to 7',
  ])
})

test('a moderator may say the same twice', () => {
  const { add, texts } = rig(true)

  add('@Ana Time set to 7')
  add('@Ana Time set to 7')

  expect(texts()).toEqual(['@Ana Time set to 7', '@Ana Time set to 7'])
})

test('what the room does not take waits until it is joined again', async () => {
  const { add, room, limiter, clock, texts } = rig()
  room.takes = false
  add('@Ana one')
  await clock.advance(2_000)
  add('@Ben two')
  room.takes = true

  limiter.joined(false)

  expect(texts()).toEqual(['@Ana one · @Ben two'])
})

test('what the room did not take is said as it was, not as a repeat', async () => {
  const { add, room, limiter, clock, texts } = rig()
  room.takes = false
  add('@Ana one')
  await clock.advance(2_000)
  room.takes = true

  limiter.joined(false)

  expect(texts()).toEqual(['@Ana one'])
})

test('a reply that has waited half a minute is not said any more', async () => {
  const { add, room, limiter, clock, texts, counted } = rig()
  room.takes = false
  add('@Ana late')
  await clock.advance(31_000)
  room.takes = true

  limiter.joined(false)
  add('@Ben fresh')
  await clock.advance(2_400)

  expect(texts()).toEqual(['@Ben fresh', '1 more answer comes too late to be said; !status tells what is on'])
  expect(counted('reply-late')).toBe(1)
})

test('a clock that is set back or on holds no reply up and drops none', async () => {
  const { add, clock, texts } = rig()
  add('@Ana one')
  clock.jump(-600_000)
  add('@Ben two')
  clock.jump(1_200_000)
  await clock.advance(1_200)

  expect(texts()).toEqual(['@Ana one', '@Ben two'])
})

test('when too many wait, the oldest make room, and the last line says how many', async () => {
  const { add, counted, clock, texts } = rig()

  for (let n = 0; n < 450; n++) add(`@V${n}:`)
  await clock.advance(60_000)

  expect(counted('reply-overflow')).toBe(49)
  expect(counted('reply')).toBe(401)
  expect(texts().at(-2)).toContain('@V449:')
  expect(texts().at(-1)).toBe('49 more answers come too late to be said; !status tells what is on')
})

test('a closed limiter says nothing more and leaves no timer', async () => {
  const { add, limiter, clock, texts } = rig()
  add('@Ana one')
  add('@Ana two')

  limiter.close()
  add('@Ana three')
  await clock.advance(10_000)

  expect(texts()).toEqual(['@Ana one'])
  expect(clock.waiting()).toBe(0)
})
