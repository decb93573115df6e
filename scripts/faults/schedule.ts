/** Which faults come when: each alone and each two targets together, until all have had their turn, then all of it again. */
import type { Fault } from './faults.ts'
import type { Random } from './random.ts'

const PAIRS_EACH = 2

/** A node that is killed has its cable back when it starts: its pedal lives in it. */
const mayMeet = (a: string, b: string) => ![a, b].every((target) => ['node', 'port'].includes(target))

export const pairsOf = (faults: readonly Fault[]): [string, string][] => {
  const targets = [...new Set(faults.map(({ target }) => target))]
  return targets.flatMap((a, index) =>
    targets.slice(index + 1).flatMap((b): [string, string][] => (mayMeet(a, b) ? [[a, b]] : [])),
  )
}

/** Each of them once in any order, then once again in another. */
const deck = <T>(all: readonly T[], random: Random) => {
  let left: readonly T[] = []
  return (): T => {
    if (left.length === 0) left = random.shuffled(all)
    const [next, ...rest] = left
    left = rest
    return next as T
  }
}

export function* schedule(faults: readonly Fault[], random: Random): Generator<readonly Fault[]> {
  const alone = deck(faults, random)
  const pairs = deck(pairsOf(faults), random)
  const of = Map.groupBy(faults, ({ target }) => target)
  const kinds = new Map([...of].map(([target, all]) => [target, deck(all, random)]))
  const oneOf = (target: string) => (kinds.get(target) ?? alone)()
  for (;;) {
    yield [alone()]
    // There are three times as many of these.
    for (let pair = 0; pair < PAIRS_EACH; pair += 1) yield random.shuffled(pairs()).map(oneOf)
  }
}
