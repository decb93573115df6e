/** What is said of what stands. */
import { expect, test } from 'vitest'
import { standing } from './standing.ts'

const stackOf = (count: number, unsure: readonly string[] = []) => ({
  name: 'show',
  standing: async () => count,
  unsure: async () => [...unsure],
  outputs: async () => ({ cost: { month: 30.578, show: 0.168, pricesOf: '2026-11' } }),
})

test('what stands is told with its price, and how to end it', async () => {
  expect(await standing(stackOf(71))).toBe(
    '71 things of the stack show stand, at $0.042 an hour, $30.58 a month, until `npm run replica -- down`.',
  )
})

test('a machine that stops itself is told with what starts it again', async () => {
  const restart = 'aws ec2 start-instances --region us-east-1 --instance-ids i-1'
  const stack = { ...stackOf(71), outputs: async () => ({ restart }) }

  expect(await standing(stack)).toContain(`\nIf its machine has stopped itself: ${restart}`)
})

test('nothing costs nothing', async () => {
  expect(await standing(stackOf(0))).toBe('Nothing of the stack show stands, and nothing is paid for.')
})

test('what was being made when Pulumi was killed is told too, also where nothing else stands', async () => {
  expect(await standing(stackOf(0, ['cluster', 'address']))).toContain(
    'Pulumi was killed while it made cluster, address: whether that stands and costs, it does not know.',
  )
})
