import { expect, test } from 'vitest'
import type { Commit } from '../lounge/log.ts'
import { loungeClock } from './lounge-clock.ts'

const rig = () => {
  const head: { commit: Commit | null } = { commit: null }
  const times = { clock: 1_000, steady: 0 }
  const now = loungeClock(
    head as never,
    () => times.clock,
    () => times.steady,
  )
  const took = (at: number) => {
    head.commit = { at } as Commit
  }
  return { now, took, times }
}

test('it is the machine’s clock while that is ahead of the head', () => {
  const { now, took, times } = rig()
  took(1_000)
  times.clock = 1_500

  expect(now()).toBe(1_500)
})

test('where the clock was set back, time goes on from the head', () => {
  const { now, took, times } = rig()
  took(50_000)

  expect(now()).toBe(50_000)
  times.steady = 3_000.7
  expect(now()).toBe(53_000)
})
