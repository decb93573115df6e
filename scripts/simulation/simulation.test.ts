import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mutants } from './mutants.ts'
import { schedules } from './schedule.ts'
import { search } from './search.ts'
import { play } from './world.ts'

const SEED = 7

test('whatever is promoted, forced, cut and crashed when, every promise of the switch is kept', async () => {
  const found = await search({ seed: SEED, schedules: 100, shrink: false })

  expect(found).toBeUndefined()
})

test('the same schedule runs the same way twice', async () => {
  const [schedule] = fc.sample(schedules, { seed: SEED, numRuns: 1 })
  if (!schedule) throw new Error('there is no schedule')

  const [one, two] = [await play(schedule), await play(schedule)]

  expect(two.bench.bytes).toEqual(one.bench.bytes)
  expect(two.sides[0].disk.commits).toEqual(one.sides[0].disk.commits)
})

test.each([
  ['the node does not check the term', /bytes only rise|served once/],
  ['a side opens before every commit is there', /once/],
  ['a change is acknowledged before it is written', /lost/],
] as const)('it is found out when %s', async (name, rule) => {
  const found = await search({ seed: SEED, schedules: 2_000, mutant: mutants[name], shrink: false })

  expect(found?.sentences.join()).toMatch(rule)
})
