/** The rules of the house for all resources together. */
import { unblocked } from './buckets.ts'
import type { Asked, StackRule } from './rule.ts'

type Notification = {
  readonly subscriberEmailAddresses?: readonly string[]
  readonly subscriberSnsTopicArns?: readonly string[]
}

/** One that tells nobody is none. */
const tellsSomebody = ({ type, props }: Asked) =>
  type === 'aws:budgets/budget:Budget' &&
  (props.notifications ?? []).some(
    ({ subscriberEmailAddresses = [], subscriberSnsTopicArns = [] }: Notification) =>
      subscriberEmailAddresses.length + subscriberSnsTopicArns.length > 0,
  )

const unbudgeted = (all: readonly Asked[]) => {
  const costs = all.some(({ type }) => type.startsWith('aws:'))
  return costs && !all.some(tellsSomebody)
    ? ['there is something of AWS, and no budget that tells anybody']
    : []
}

export const stackRules: readonly StackRule[] = [
  { name: 'budget', says: 'What costs has a budget.', check: unbudgeted },
  { name: 'buckets-refuse-the-public', says: 'Every bucket refuses the public.', check: unblocked },
]
