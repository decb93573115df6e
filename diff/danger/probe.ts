/** A probe that goes. */
import { isFields } from '../objects/at.ts'
import { pairsIn } from '../objects/pairs.ts'
import { containersOf } from '../objects/pods.ts'
import type { Rule } from './rule.ts'

const SAYS = {
  readinessProbe: 'nobody asks any more whether it can serve: it gets requests as soon as it runs',
  livenessProbe: 'nobody notices any more when it hangs',
  startupProbe: 'it is no longer given time to start',
} as const

export const probeRemoved = {
  name: 'probe-removed',
  why: 'A rollout of something broken is then no longer stopped.',
  find: (change) =>
    pairsIn(change).flatMap(({ from, to }) =>
      (from ? containersOf(from) : []).flatMap(({ name, fields }) => {
        const after = containersOf(to).find((each) => each.name === name)
        return Object.entries(SAYS)
          .filter(([probe]) => after && isFields(fields[probe]) && !isFields(after.fields[probe]))
          .map(([, says]) => ({ object: to.identity, says: `the container ${name}: ${says}.` }))
      }),
    ),
} as const satisfies Rule
