/** What happens in one run, drawn by chance: lines, switches, cuts and crashes, each so long after the one before. */
import fc from 'fast-check'

const LONGEST_PAUSE_MS = 600
const LONGEST_FAULT_MS = 3_000

const side = fc.constantFrom(0 as const, 1 as const)
/** When the other side's chat hears the same line and asks, in milliseconds after the first, if it does. */
const again = fc.option(fc.nat({ max: 500 }), { nil: null })
const other = fc.nat({ max: 1 })
/** How long it stays so, in milliseconds. */
const lasts = fc.integer({ min: 50, max: LONGEST_FAULT_MS })

const kinds = {
  line: fc.record({ side, again, control: fc.nat({ max: 3 }), value: fc.nat({ max: 127 }) }),
  raw: fc.record({ side, value: fc.nat({ max: 127 }) }),
  /** While so many lines are asked for that both chats hear. */
  promote: fc.record({ side, lines: fc.nat({ max: 3 }), again: fc.nat({ max: 800 }) }),
  force: fc.record({ side }),
  'cut replication': fc.record({ lasts }),
  'slow replication': fc.record({ lasts, ms: fc.integer({ min: 50, max: 3_000 }) }),
  'cut node': fc.record({ side, lasts }),
  'cut data': fc.record({ side, replica: other, lasts }),
  'crash midi': fc.record({ side, replica: other, lasts }),
  'crash data': fc.record({ side }),
  'crash node': fc.record({ lasts }),
}

type Kinds = {
  [Kind in keyof typeof kinds]: (typeof kinds)[Kind] extends fc.Arbitrary<infer Of> ? Of : never
}
export type Step = { [Kind in keyof Kinds]: { do: Kind; after: number } & Kinds[Kind] }[keyof Kinds]

const WEIGHTS: Record<keyof Kinds, number> = {
  line: 12,
  raw: 1,
  promote: 4,
  force: 1,
  'cut replication': 2,
  'slow replication': 1,
  'cut node': 2,
  'cut data': 2,
  'crash midi': 2,
  'crash data': 1,
  'crash node': 1,
}

const stepOf = <Kind extends keyof Kinds>(kind: Kind) => {
  const after = fc.oneof(
    { weight: 2, arbitrary: fc.nat({ max: 20 }) },
    { weight: 1, arbitrary: fc.nat({ max: LONGEST_PAUSE_MS }) },
  )
  const arbitrary = fc
    .tuple(after, kinds[kind] as fc.Arbitrary<object>)
    .map(([after, of]) => ({ do: kind, after, ...of }) as Step)
  return { arbitrary, weight: WEIGHTS[kind] }
}

export type Schedule = { seed: number; replicas: number; steps: readonly Step[] }

export const schedules = fc.record({
  seed: fc.nat({ max: 2 ** 31 - 1 }),
  replicas: fc.constantFrom(1, 2),
  steps: fc.array(fc.oneof(...(Object.keys(kinds) as (keyof Kinds)[]).map(stepOf)), {
    minLength: 1,
    maxLength: 40,
    size: 'max',
  }),
}) satisfies fc.Arbitrary<Schedule>
