/** What a replica costs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Bill, type Cost, costOf, regions } from './price.ts'
import { standUp } from './testing/recording.ts'
import { eks as eksConfig } from './testing/shapes.ts'

const k3s: Omit<Bill, 'region'> = {
  ...{ instances: ['t4g.medium'], gibibytes: 30, publicAddresses: 1, hasEks: false },
}

test.each(regions)('a show in %s costs twenty cents at most', (region) => {
  expect(costOf({ ...k3s, region }).show).toBeLessThanOrEqual(0.2)
})

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')

/** Dollars in the row of a table of the README that begins so. */
const dollarsIn = (row: string) => {
  const line = readme.split('\n').find((text) => text.startsWith(`| ${row}`)) ?? ''
  return [...line.matchAll(/\$([\d.]+)/g)].map(([, amount]) => Number(amount))
}

test("the README's row of k3s says what the program says", () => {
  const { show, month } = costOf({ ...k3s, region: 'us-east-1' })

  expect(dollarsIn('`k3s` |')).toEqual([Number(show.toFixed(2)), Number(month.toFixed(2))])
})

test("the README's row of eks says what the program says", async () => {
  const { outputs } = await standUp(eksConfig)

  const { show, month } = outputs.cost as Cost
  expect(dollarsIn('`eks` |')).toEqual([Number(show.toFixed(2)), Number(month.toFixed(2))])
})

test("the README's arithmetic adds up to what the program says", () => {
  const rows = ['t4g.medium', 'gp3', 'one public IPv4'].map((row) => dollarsIn(row).slice(-2))
  const hour = rows.reduce((sum, [each = 0]) => sum + each, 0)
  const show = rows.reduce((sum, [, each = 0]) => sum + each, 0)

  for (const [anHour = 0, fourHours = 0] of rows) expect(fourHours).toBeCloseTo(4 * anHour, 4)
  expect(readme).toContain(`**$${hour.toFixed(4)}** | **$${show.toFixed(3)}**`)
  expect(Number(show.toFixed(3))).toBe(costOf({ ...k3s, region: 'us-east-1' }).show)
})

test('the dearest region is the one that the README names', () => {
  const [dearest] = regions.toSorted(
    (a, b) => costOf({ ...k3s, region: b }).show - costOf({ ...k3s, region: a }).show,
  )
  if (!dearest) throw new Error('there are no regions')

  expect(readme).toContain(
    `In ${dearest}, the dearest of the table, it is $${costOf({ ...k3s, region: dearest }).show}`,
  )
})

test('the control plane of EKS is the dearest part of it', () => {
  const eks = costOf({ ...k3s, region: 'us-east-1', hasEks: true })

  expect(eks.show - costOf({ ...k3s, region: 'us-east-1' }).show).toBeCloseTo(0.4, 3)
})
