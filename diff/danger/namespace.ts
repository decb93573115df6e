/** A namespace that goes, with everything in it. */
import type { identityOf } from '../change.ts'
import type { Rule } from './rule.ts'

const inside = (name: string, those: readonly Parameters<typeof identityOf>[0][]) => {
  const all = those.filter(({ metadata }) => metadata.namespace === name)
  const claims = all.filter(({ kind }) => kind === 'PersistentVolumeClaim').length
  return `${all.length} objects here${claims > 0 ? `, ${claims === 1 ? 'one of them a claim' : `${claims} of them claims`} on a volume` : ''}`
}

export const namespaceRemoved = {
  name: 'namespace-removed',
  why: 'Deleting a namespace deletes all that is in it, also what no manifest says.',
  find: ({ changes, base }) =>
    changes
      .filter(
        ({ identity, what, was }) =>
          identity.kind === 'Namespace' && (what === 'removed' || was !== undefined),
      )
      .map(({ identity, was }) => {
        const object = was ?? identity
        return {
          object,
          says: `it is deleted with all in it: ${inside(object.name, base)}, and its Secrets.`,
        }
      }),
} as const satisfies Rule
