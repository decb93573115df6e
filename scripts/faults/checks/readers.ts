/** Whoever follows the lounge believes what the log says: the page, the overlay, and what is reported of the pedal. */
import type { Belief, Evidence, Violation } from '../evidence.ts'
import { desired } from './pedal.ts'

const plain = (devices: Belief['devices']) =>
  JSON.stringify(
    Object.entries(devices)
      .map(([id, settings]) => [
        id,
        Object.entries(settings)
          .map(([control, one]) => [control, one.value])
          .sort(),
      ])
      .sort(),
  )

const agrees = (name: string, belief: Belief | undefined, { commits }: Evidence): Violation[] => {
  const head = commits.at(-1)
  if (!head || !belief) return []
  const isSame = belief.generation === head.last && plain(belief.devices) === plain(head.state.devices)
  const what = `the ${name} is at generation ${belief.generation}, the log at ${head.last}`
  return isSame ? [] : [{ rule: 'readers', what }]
}

const reportOf = (evidence: Evidence): Violation[] => {
  const { reported, commits } = evidence
  const head = commits.at(-1)
  if (!head || !reported) return []
  const values = Object.entries(desired(evidence))
  const isSame = values.every(([control, value]) => reported.values[control] === value)
  const what = `reported is generation ${reported.generation} of ${head.last}, by ${reported.port ?? 'no port'}`
  return isSame && reported.generation === head.last ? [] : [{ rule: 'reported', what }]
}

export const readers = (evidence: Evidence): Violation[] => [
  ...agrees('page', evidence.page, evidence),
  ...agrees('overlay', evidence.overlay, evidence),
  ...reportOf(evidence),
]
