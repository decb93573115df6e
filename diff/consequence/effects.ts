/** What a change does to every workload it touches, those that only read what changed among them. */
import {
  type FieldChange,
  type FolderChange,
  type Identity,
  keyOf,
  type Manifest,
  type ObjectChange,
  type Place,
} from '../change.ts'
import { type Pods, podsIn, tryPodsOf } from '../objects/pods.ts'
import { readsOf } from '../objects/reads.ts'
import type { Outcome } from './effect.ts'
import { lossesOf, lostForTheLounge } from './losses.ts'
import { forTheLounge } from './lounge.ts'
import { tryOutcomeOf } from './workload.ts'

export type Effect = Outcome & {
  readonly folder: string
  readonly object: Identity
  readonly lounge: readonly string[]
  readonly place: Place | undefined
}

const ofChange = (change: ObjectChange, folder: string): Effect[] => {
  const outcome = tryOutcomeOf(change)
  if (outcome === undefined) return []
  const pods = tryPodsOf((change.to ?? change.from) as Manifest)
  const lounge = pods ? forTheLounge(outcome, pods) : []
  return [{ ...outcome, folder, object: change.identity, lounge, place: change.place }]
}

const SAYS = {
  restart: 'is not restarted, and it reads that when it starts: the new values wait for its next restart.',
  soon: 'is not restarted; the changed files appear in its pods within a minute or two.',
} as const

/** Pods that read a changed ConfigMap or Secret, and whose own template did not change with it. */
const unaware = (pods: Pods, edited: readonly Identity[]): readonly string[] =>
  readsOf(pods)
    .filter(({ kind, name }) =>
      edited.some(
        (each) => each.kind === kind && each.name === name && each.namespace === pods.identity.namespace,
      ),
    )
    .map(({ kind, name, notices }) => `it reads the ${kind} ${name} but ${SAYS[notices]}`)

const isHeld = ({ path: [part] }: FieldChange) => ['data', 'binaryData', 'stringData'].includes(String(part))

const ofReaders = (
  { folder, head, changes }: FolderChange,
  restarted: ReadonlySet<string>,
): readonly Effect[] => {
  const edited = changes.filter(({ what, fields }) => what === 'changed' && fields.some(isHeld))
  return podsIn(head)
    .filter(({ identity }) => !restarted.has(keyOf(identity)))
    .flatMap((pods) => {
      const says = [
        ...new Set(
          unaware(
            pods,
            edited.map(({ identity }) => identity),
          ),
        ),
      ].join(' ')
      const place = changes.find(({ identity }) => keyOf(identity) === keyOf(pods.identity))?.place
      return says === ''
        ? []
        : [{ does: 'nothing' as const, says, folder, object: pods.identity, lounge: [], place }]
    })
}

const RESTARTS: readonly string[] = ['rolls', 'recreated', 'starts', 'stops', 'refused']

const ofLosses = (change: FolderChange, world: readonly Manifest[]): readonly Effect[] => {
  const losses = lossesOf(change, world)
  return podsIn(change.base).flatMap(({ identity, owner }) => {
    const outcome = losses.get(keyOf(identity))
    const place = change.changes.find((each) => keyOf(each.was ?? each.identity) === keyOf(identity))?.place
    return outcome
      ? [{ ...outcome, folder: change.folder, object: identity, lounge: lostForTheLounge(owner), place }]
      : []
  })
}

/** `world`: every folder's objects, for what one folder does not know, such as kinds of storage. */
export const effectsOf = (change: FolderChange, world: readonly Manifest[]): readonly Effect[] => {
  const told = change.changes.flatMap((each) => ofChange(each, change.folder))
  const restarted = new Set(
    told.filter(({ does }) => RESTARTS.includes(does)).map(({ object }) => keyOf(object)),
  )
  const readers = ofReaders(change, restarted)
  const reading = new Set(readers.map(({ object }) => keyOf(object)))
  const rest = told.filter(({ does, object }) => does !== 'nothing' || !reading.has(keyOf(object)))
  return [...ofLosses(change, world), ...rest, ...readers]
}
