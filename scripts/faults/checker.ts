/** Looks at the evidence and says which promise of the lounge is broken. It shares no code with the services. */
import { fold, generations, once } from './checks/log.ts'
import { asDesired, invented, range, unlike } from './checks/pedal.ts'
import { readers, told } from './checks/readers.ts'
import { acknowledged, spoken } from './checks/replies.ts'
import type { Evidence, Violation } from './evidence.ts'

/** What holds at every moment, whatever is broken. */
const always = (evidence: Evidence): Violation[] => [
  ...generations(evidence.commits),
  ...once(evidence.commits),
  ...fold(evidence.commits),
  ...range(evidence),
  ...invented(evidence),
  ...acknowledged(evidence),
  ...spoken(evidence),
  ...told(evidence),
]

/** What holds once everything is healed and nobody speaks. */
const atRest = (evidence: Evidence): Violation[] => [...asDesired(evidence), ...readers(evidence)]

/** Whether the pedal and everybody who follows are where the log is. */
export const isSettled = (evidence: Evidence): boolean =>
  unlike(evidence).length === 0 && readers(evidence).length === 0

/** Every violation; none where all promises are kept. */
export const check = (evidence: Evidence): Violation[] => [...always(evidence), ...atRest(evidence)]
