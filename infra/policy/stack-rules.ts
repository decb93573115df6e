/** The rules of the house for all resources together. */
import type { Asked, StackRule } from './rule.ts'

const BLOCKS = ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets']

const ofType = (all: readonly Asked[], type: string) => all.filter((asked) => asked.type === type)

const unblocked = (all: readonly Asked[]) => {
  const buckets = all.filter(({ type }) => /^aws:s3\/bucket(V2)?:/.test(type))
  const blocks = ofType(all, 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock')
  const whole = blocks.filter(({ props }) => BLOCKS.every((block) => props[block] === true))
  return whole.length < buckets.length
    ? [`${buckets.length} buckets, of which ${whole.length} refuse the public`]
    : []
}

const unbudgeted = (all: readonly Asked[]) => {
  const costs = all.some(({ type }) => type.startsWith('aws:'))
  return costs && ofType(all, 'aws:budgets/budget:Budget').length === 0
    ? ['there is something of AWS, and no budget']
    : []
}

export const stackRules: readonly StackRule[] = [
  { name: 'budget', says: 'What costs has a budget.', check: unbudgeted },
  { name: 'buckets-refuse-the-public', says: 'Every bucket refuses the public.', check: unblocked },
]
