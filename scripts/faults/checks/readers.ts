/** Whoever follows the lounge believes what the log says: the page, the overlay, and what is reported of the pedal. */
import type { Belief, Evidence, Violation } from '../evidence.ts'
import { desired } from './pedal.ts'

/** Every value of every control, whatever their order. */
export const plain = (devices: Belief['devices']) =>
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

/** What is on the screen of the stream is of the newest generation, and nothing of it waits. */
const screenOf = ({ screen, commits }: Evidence): Violation[] => {
  const head = commits.at(-1)
  if (!head) return []
  if (!screen) return [{ rule: 'readers', what: 'the screen was never told anything' }]
  const { generation, isLinked, pending, player, pedal } = screen
  const isSame = generation === head.last && player === head.state.desk.player
  const isAtRest = isLinked && pending === 0 && pedal === 'there'
  const what = `the screen is at generation ${generation}, the log at ${head.last}; ${pending} wait, the pedal is ${pedal}`
  return isSame && isAtRest ? [] : [{ rule: 'readers', what }]
}

/** Nobody who follows is ever told what is not in the log, or not so. */
export const told = ({ told, commits }: Evidence): Violation[] => {
  const byGeneration = new Map(commits.map((commit) => [commit.last, commit]))
  return told
    .filter(({ generation }) => generation > 0)
    .flatMap(({ by, generation, values }) => {
      const commit = byGeneration.get(generation)
      const isSo = commit !== undefined && (values === undefined || values === plain(commit.state.devices))
      const what = `the ${by} was told generation ${generation}, which the log ${commit ? 'has otherwise' : 'lacks'}`
      return isSo ? [] : [{ rule: 'told', what }]
    })
}

const agrees = (name: string, belief: Belief | undefined, { commits }: Evidence): Violation[] => {
  const head = commits.at(-1)
  if (!head) return []
  if (!belief) return [{ rule: 'readers', what: `the ${name} was never told anything` }]
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
  ...screenOf(evidence),
  ...reportOf(evidence),
]
