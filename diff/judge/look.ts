/** Why a change that is not dangerous wants a look. */
import type { FolderChange, Identity, ObjectChange } from '../change.ts'
import type { Effect } from '../consequence/effects.ts'
import { sayTime } from '../consequence/seconds.ts'
import { sayPath } from '../objects/words.ts'
import { edgesIn, guarded, isOurs } from '../reach/edges.ts'
import { openedEdges } from '../reach/opened.ts'
import { sayEdge } from '../reach/say.ts'
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

const closed = ({ base, head, changes }: FolderChange): readonly Look[] => {
  const scope = guarded(base, head)
  const still = new Set(head.map(({ kind, metadata }) => `${kind} ${metadata.name}`))
  return openedEdges(edgesIn(head, scope), edgesIn(base, scope)).flatMap((edge) => {
    const ours = [edge.to, edge.from].filter(isOurs).map(({ pods }) => pods)
    // What goes as a whole reaches nobody, and says so itself.
    if (ours.some(({ owner }) => owner.kind !== 'Job' && !still.has(`${owner.kind} ${owner.metadata.name}`)))
      return []
    const object =
      changes.find(({ identity }) => identity.kind === 'NetworkPolicy')?.identity ?? ours[0]?.identity
    return object
      ? [
          {
            rule: 'edge-closed' as const,
            why: 'Whoever still needs it fails.',
            object,
            says: `${sayEdge(edge, 'can no longer reach')}.`,
          },
        ]
      : []
  })
}

const WHAT = {
  added: 'is new',
  removed: 'goes',
  moved: 'is elsewhere',
  renamed: 'has another name',
  changed: 'is made anew',
}

const rest = (change: FolderChange, each: ObjectChange): readonly Look[] => {
  const left = unjudged(change, each)
  if (left.length === 0) return []
  const says =
    left === 'object'
      ? `it ${WHAT[each.what]}.`
      : `${left.map(({ path }) => sayPath(path, each.identity.kind)).join(', ')}.`
  return [{ rule: 'not-judged', why: 'No rule knows whether it is right.', object: each.identity, says }]
}

/** `effects` are those of the same folder. */
export const looksOf = (change: FolderChange, effects: readonly Effect[]): readonly Look[] => [
  ...awayOf(effects),
  ...closed(change),
  ...change.changes.flatMap((each) => rest(change, each)),
]
