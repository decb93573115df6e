/** What the API server will not take: the whole apply stops there. */
import type { FieldChange } from '../change.ts'
import { refusedFields } from '../consequence/immutable.ts'
import { isLess } from '../objects/quantity.ts'
import { sayPath } from '../objects/words.ts'
import type { Rule } from './rule.ts'

/** `volume-shrunk` says that of itself. */
const isShrunk = ({ path, from, to }: FieldChange) => path.at(-1) === 'storage' && isLess(from, to)

export const applyRefused = {
  name: 'apply-refused',
  why: 'Applying stops there, and what comes after it is not applied.',
  find: ({ changes }) =>
    changes.flatMap((change) =>
      refusedFields(change)
        .filter((field) => !isShrunk(field))
        .map(({ path }) => ({
          object: change.identity,
          says: `${sayPath(path, change.identity.kind)} can't be changed once it is there.`,
        })),
    ),
} as const satisfies Rule
