/** A kind of object that goes, and all objects of it. */
import type { Manifest } from '../change.ts'
import { at, listAt, textAt } from '../objects/at.ts'
import type { Rule } from './rule.ts'

const served = (definition: Manifest | undefined) =>
  listAt(definition, 'spec', 'versions')
    .filter((version) => at(version, 'served') === true)
    .map((version) => textAt(version, 'name') ?? '')

export const crdRemoved = {
  name: 'crd-removed',
  why: 'With a kind go all objects of it, in every namespace; of a version that goes they can no longer be asked for.',
  find: ({ changes }) =>
    changes
      .filter(({ identity }) => identity.kind === 'CustomResourceDefinition')
      .flatMap(({ identity, what, was, from, to }) => {
        const kind = textAt(from, 'spec', 'names', 'kind')
        if (what === 'removed' || was !== undefined)
          return [{ object: was ?? identity, says: `every ${kind} of the cluster is deleted with it.` }]
        const gone = served(from).filter((version) => !served(to).includes(version))
        return gone.map((version) => ({
          object: identity,
          says: `${version} of ${kind} is no longer served: who asks for it fails.`,
        }))
      }),
} as const satisfies Rule
