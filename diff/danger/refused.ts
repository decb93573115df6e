/** What the API server will not take: the whole apply stops there. */
import { refusedFields } from '../consequence/immutable.ts'
import { sayName } from '../objects/words.ts'
import type { Rule } from './rule.ts'

export const applyRefused = {
  name: 'apply-refused',
  why: 'Applying stops there, and what comes after it is not applied.',
  find: ({ changes }) =>
    changes.flatMap((change) =>
      refusedFields(change).map((field) => ({
        object: change.identity,
        says: `${sayName(field)} can't be changed once it is there.`,
      })),
    ),
} as const satisfies Rule
