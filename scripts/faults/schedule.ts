/** Which faults come when: every target has its turn, alone and in pairs, and how it is hit is chance. */
import type { Fault } from './faults.ts'
import type { Random } from './random.ts'

const byTarget = (faults: readonly Fault[]) =>
  Object.values(Object.groupBy(faults, ({ target }) => target)).filter((each) => each !== undefined)

/** A node that is killed has its cable back when it starts: its pedal lives in it. */
const mayMeet = (a: string, b: string) =>
  a !== b && ![a, b].every((target) => ['node', 'port'].includes(target))

export function* schedule(faults: readonly Fault[], random: Random): Generator<readonly Fault[]> {
  const targets = byTarget(faults)
  for (;;) {
    for (const one of random.shuffled(targets)) {
      const first = random.pick(one)
      const others = faults.filter(({ target }) => mayMeet(target, first.target))
      yield random.next() < 0.5 ? [first] : [first, random.pick(others)]
    }
  }
}
