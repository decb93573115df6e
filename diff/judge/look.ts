/** Why a change that is not dangerous wants a look. */
import type { FolderChange, Identity, ObjectChange } from '../change.ts'
import type { Effect } from '../consequence/effects.ts'
import { sayTime } from '../consequence/seconds.ts'
import { closedEdges } from '../danger/edge.ts'
import { sayPath } from '../objects/words.ts'
import { unjudged } from './harmless.ts'

export type Look = {
  readonly rule: 'away' | 'edge-closed' | 'not-judged'
  readonly why: string
  readonly object: Identity
  readonly says: string
}

const saysAway = ({ does, away = 0 }: Effect): string | undefined => {
  if (does === 'stops') return 'it goes.'
  if (does === 'loses') return 'it starts without what it had kept.'
  return away > 0 ? `none is ready for up to ${sayTime(away)}.` : undefined
}

const awayOf = (effects: readonly Effect[]): readonly Look[] =>
  effects.flatMap((effect) => {
    const says = saysAway(effect)
    return says === undefined
      ? []
      : [{ rule: 'away' as const, why: 'Choose a moment between shows.', object: effect.object, says }]
  })

const closed = (change: FolderChange): readonly Look[] =>
  closedEdges(change).map((hit) => ({ rule: 'edge-closed', why: 'Whoever still needs it fails.', ...hit }))

const WHAT = {
  added: 'is new',
  removed: 'goes',
  moved: 'is elsewhere',
  renamed: 'has another name',
  changed: 'is made anew',
}

/** Namespaces that go, with all in them: that is told as one. */
const leaving = ({ changes }: FolderChange): ReadonlySet<string | null> =>
  new Set(
    changes
      .filter(({ identity, what, was }) => identity.kind === 'Namespace' && (what === 'removed' || was))
      .map(({ identity, was }) => (was ?? identity).name),
  )

const isTold = ({ identity, what, was }: ObjectChange, gone: ReadonlySet<string | null>) => {
  const before = was ?? identity
  if (what !== 'removed' && was === undefined) return false
  return gone.has(before.kind === 'Namespace' ? before.name : before.namespace)
}

const rest = (change: FolderChange): readonly Look[] => {
  const gone = leaving(change)
  return change.changes.flatMap((each) => {
    const left = unjudged(change, each, isTold(each, gone))
    if (left.length === 0) return []
    const { kind } = each.identity
    const says =
      left === 'object' ? `it ${WHAT[each.what]}` : left.map(({ path }) => sayPath(path, kind)).join(', ')
    const why = 'No rule knows whether it is right.'
    return [{ rule: 'not-judged' as const, why, object: each.identity, says: `${says}.` }]
  })
}

/** `effects` are those of the same folder. */
export const looksOf = (change: FolderChange, effects: readonly Effect[]): readonly Look[] => [
  ...awayOf(effects),
  ...closed(change),
  ...rest(change),
]
