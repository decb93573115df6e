/** What stands in the cloud and what that costs: said whenever something may be left there. */
import type { ReplicaStack } from './stack.ts'

const HOURS_OF_A_SHOW = 4

type Stood = Pick<ReplicaStack, 'standing' | 'unsure' | 'outputs' | 'name'>

const counted = async (stack: Stood) => {
  const count = await stack.standing()
  if (count === 0) return `Nothing of the stack ${stack.name} stands, and nothing is paid for.`
  const { cost, restart } = await stack.outputs()
  const price = cost
    ? `$${(cost.show / HOURS_OF_A_SHOW).toFixed(3)} an hour, $${cost.month.toFixed(2)} a month`
    : 'what its cluster costs (infra/README.md)'
  const stands = `${count} things of the stack ${stack.name} stand, at ${price}, until \`npm run replica -- down\`.`
  return restart === undefined ? stands : `${stands}\nIf its machine has stopped itself: ${restart}`
}

export const standing = async (stack: Stood) => {
  const unsure = await stack.unsure()
  if (unsure.length === 0) return counted(stack)
  return `${await counted(stack)}
Pulumi was killed while it made ${unsure.join(', ')}: whether that stands and costs, it does not know. infra/README.md, "Killed", says how to look.`
}
