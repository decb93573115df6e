/** A StatefulSet whose pods are replaced or could not be: of each there is one, and nobody else has its data. */
import type { FieldChange, ObjectChange } from '../change.ts'
import { isVersionLabel } from '../objects/version-label.ts'
import { sayPath } from '../objects/words.ts'
import type { Rule } from './rule.ts'

const HEAVY = ['template', 'selector', 'volumeClaimTemplates', 'serviceName']

const isHeavy = ({ path, isOrder }: FieldChange) =>
  !isOrder && (path.length === 0 || (path[0] === 'spec' && HEAVY.includes(String(path[1]))))

const touches = ({ identity, what, fields, because }: ObjectChange) =>
  identity.kind === 'StatefulSet' && what === 'changed' && (because.length > 0 || fields.some(isHeavy))

const whatOf = ({ fields, because, identity }: ObjectChange) => {
  const heavy = fields.filter(isHeavy)
  const telling = heavy.filter(({ path }) => !isVersionLabel(path.at(-1)))
  return [
    ...(telling.length > 0 ? telling : heavy).map(({ path }) => sayPath(path, identity.kind)),
    ...because.map(({ kind, name }) => `what it reads from the ${kind} ${name}`),
  ]
}

export const statefulSetChanged = {
  name: 'stateful-set-changed',
  why: 'Each of its pods ends before its successor starts, and nobody else has its data meanwhile.',
  find: ({ changes }) =>
    changes
      .filter(touches)
      .map((change) => ({ object: change.identity, says: `changed: ${whatOf(change).join(', ')}.` })),
} as const satisfies Rule
