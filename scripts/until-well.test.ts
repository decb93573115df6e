/** Waiting for something to be well: what is told meanwhile, and when it is given up. */
import { expect, test } from 'vitest'
import { untilWell } from './until-well.ts'

/** Each look takes its turn of `looks`, the last one for ever; a pause takes a second. An age is no other fault. */
const waiting = async (seconds: number, ...looks: readonly string[]) => {
  const told: string[] = []
  let [now, asked] = [0, 0]
  const last = await untilWell({
    ask: async () => {
      asked += 1
      return looks[Math.min(asked, looks.length) - 1] ?? 'well'
    },
    wrong: (look) => (look === 'well' ? undefined : look.replace(/\d/g, '')),
    seconds,
    tell: (look) => void told.push(look),
    pause: async () => {
      now += 1_000
    },
    now: () => now,
  })
  return { last, told, asked }
}

test('what is well is asked once, and nothing is told', async () => {
  expect(await waiting(900, 'well')).toEqual({ last: 'well', told: [], asked: 1 })
})

test('what is wrong is told once, however old it gets, and again when it is something else', async () => {
  const { last, told } = await waiting(900, 'down', 'down', 'silent 5', 'silent 6', 'silent 7', 'well')

  expect(last).toBe('well')
  expect(told).toEqual(['down', 'silent 5'])
})

test('after its seconds it ends with what is still wrong', async () => {
  expect(await waiting(3, 'down')).toEqual({ last: 'down', told: ['down'], asked: 4 })
})

test('asked to wait for nothing it looks once', async () => {
  expect(await waiting(0, 'down')).toEqual({ last: 'down', told: [], asked: 1 })
})
