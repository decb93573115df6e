/** Waiting for the tunnel: what is told meanwhile, and when it is given up. */
import { expect, test } from 'vitest'
import type { Fault } from './check.ts'
import { untilWell } from './look.ts'

const down: Fault = { at: 'home', says: 'there is no interface lounge' }
const silent = (seconds: number): Fault => ({
  at: 'the way',
  says: `the last handshake was ${seconds} s ago`,
})

/** Each look takes its turn of `looks`, the last one for ever; a pause takes a second. */
const waiting = async (seconds: number, ...looks: readonly (readonly Fault[])[]) => {
  const told: (readonly Fault[])[] = []
  let [now, asked] = [0, 0]
  const left = await untilWell({
    ask: async () => {
      asked += 1
      return looks[Math.min(asked, looks.length) - 1] ?? []
    },
    seconds,
    tell: (faults) => void told.push(faults),
    pause: async () => {
      now += 1_000
    },
    now: () => now,
  })
  return { left, told, asked }
}

test('a tunnel that is well is asked once, and nothing is told', async () => {
  expect(await waiting(900, [])).toEqual({ left: [], told: [], asked: 1 })
})

test('what is wrong is told once, however old it gets, and again when it is something else', async () => {
  const { left, told } = await waiting(900, [down], [down], [silent(5)], [silent(6)], [silent(7)], [])

  expect(left).toEqual([])
  expect(told).toEqual([[down], [silent(5)]])
})

test('after its seconds it ends with what is still wrong', async () => {
  expect(await waiting(3, [down])).toEqual({ left: [down], told: [[down]], asked: 4 })
})

test('asked to wait for nothing it looks once', async () => {
  expect(await waiting(0, [down])).toEqual({ left: [down], told: [], asked: 1 })
})
