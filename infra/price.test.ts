/** What a replica costs. */
import { expect, test } from 'vitest'
import { type Bill, costOf, regions } from './price.ts'

const k3s: Omit<Bill, 'region'> = {
  ...{ instances: ['t4g.medium'], gibibytes: 30, publicAddresses: 1, hasEks: false },
}

test.each(regions)('a show in %s costs twenty cents at most', (region) => {
  expect(costOf({ ...k3s, region }).show).toBeLessThanOrEqual(0.2)
})

test('the arithmetic is that of the README', () => {
  const hour = 0.0336 + (30 * 0.08) / 730 + 0.005

  expect(costOf({ ...k3s, region: 'us-east-1' }).show).toBeCloseTo(4 * hour, 3)
})

test('the control plane of EKS is the dearest part of it', () => {
  const eks = costOf({ ...k3s, region: 'us-east-1', hasEks: true })

  expect(eks.show - costOf({ ...k3s, region: 'us-east-1' }).show).toBeCloseTo(0.4, 3)
})
