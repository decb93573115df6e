/** Who is live and who is not, a line each, and what a forced takeover left behind. */
import type { Change } from '../../workloads/lounge/log.ts'
import { isLive, lookAt, type Seen, type Side, type TermView } from './sides.ts'

/** Stranded changes that are named; of more the number is said. */
const NAMED = 20

const termWords = ({ term, generation }: TermView) =>
  term === null ? 'nobody has opened its log' : `term ${term.number}, generation ${generation}`

const roleOf = ({ environment, live, liveEnvironment, handedTo }: TermView) => {
  if (live) return 'live'
  if (handedTo !== null) return handedTo === environment ? 'opening' : `handed over to ${handedTo}`
  return liveEnvironment === null ? 'standby' : `standby, ${liveEnvironment} is live`
}

const line = (seen: Seen) => {
  if ('fault' in seen) return `${seen.name}: ${seen.fault}`
  return `${seen.name}: ${roleOf(seen.view)}; ${termWords(seen.view)}`
}

const strandedWords = ({ generation, at, who, label, source }: Change) =>
  `  ${new Date(at).toISOString()} ${who.name} by ${source}: ${label} (generation ${generation})`

/** From any side that answers; none where nobody does. */
export const strandedOf = async (sides: readonly Side[]): Promise<readonly Change[]> => {
  for (const { midi } of sides) {
    const response = await midi.v1.terms.stranded.$get().catch(() => undefined)
    if (response?.ok) return (await response.json()).changes
  }
  return []
}

/** `1 change`, `2 changes`. */
export const counted = (changes: readonly Change[]) =>
  `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`

const strandedLines = (changes: readonly Change[]) => {
  if (changes.length === 0) return []
  const rest = changes.length - NAMED
  return [
    `stranded by a forced takeover, kept and never desired: ${counted(changes)}`,
    ...changes.slice(0, NAMED).map(strandedWords),
    ...(rest > 0 ? [`  and ${rest} before them`] : []),
  ]
}

/** What an operator reads; `live` is the one that serves the pedal, if it is known. */
export const standing = async (sides: readonly Side[]) => {
  const seen = await lookAt(sides)
  const live = seen.filter(isLive).map(({ name }) => name)
  const changes = await strandedOf(sides.filter((_, index) => 'view' in (seen[index] ?? {})))
  return { live, seen, lines: [...seen.map(line), ...strandedLines(changes)] }
}
