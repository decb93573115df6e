/** Data that goes: claims and volumes that are removed, let go, or smaller than before. */
import type { FolderChange, Manifest, ObjectChange } from '../change.ts'
import { at, isFields, listAt, textAt } from '../objects/at.ts'
import { pairsIn } from '../objects/pairs.ts'
import { podsIn } from '../objects/pods.ts'
import { isLess } from '../objects/quantity.ts'
import { claimsOf } from '../objects/reads.ts'
import { fateOf, sayFate, storageClassOf } from '../objects/storage.ts'
import type { Hit, Rule } from './rule.ts'

const isGone = ({ what, was, identity }: ObjectChange) =>
  (what === 'removed' || was !== undefined) && identity.kind.startsWith('PersistentVolume')

const usersOf = (claim: Manifest, { base }: FolderChange) =>
  podsIn(base)
    .filter((pods) => pods.namespace === (textAt(claim.metadata, 'namespace') ?? 'default'))
    .filter((pods) => claimsOf(pods).includes(claim.metadata.name))
    .map(({ name }) => name)

const sayGone = (gone: Manifest, change: FolderChange, world: readonly Manifest[]) => {
  if (gone.kind === 'PersistentVolume') return 'the volume itself is taken out of the cluster.'
  const users = usersOf(gone, change)
  const used = users.length === 0 ? '' : ` It holds the data of ${users.join(' and ')}.`
  return `the claim is deleted: ${sayFate(fateOf(storageClassOf(gone), world), storageClassOf(gone))}.${used}`
}

const gone = (change: FolderChange, world: readonly Manifest[]): readonly Hit[] =>
  change.changes.filter(isGone).map(({ identity, was, from }) => ({
    object: was ?? identity,
    says: sayGone(from as Manifest, change, world),
  }))

/** A claim that stays, and that its pods no longer mount. */
const letGo = (change: FolderChange): readonly Hit[] => {
  const goes = new Set(change.changes.filter(isGone).map(({ identity, was }) => (was ?? identity).name))
  return pairsIn(change).flatMap(({ from, to }) => {
    const left = from
      ? claimsOf(from).filter((claim) => !claimsOf(to).includes(claim) && !goes.has(claim))
      : []
    return left.map((claim) => ({
      object: to.identity,
      says: `it no longer mounts the claim ${claim}: it starts with an empty folder, its data stays behind unused.`,
    }))
  })
}

const templatesOf = (object: Manifest | undefined) =>
  listAt(object, 'spec', 'volumeClaimTemplates').filter(isFields)

const nameIn = (template: unknown) => textAt(template, 'metadata', 'name')

const ofSets = ({ changes }: FolderChange): readonly Hit[] =>
  changes.flatMap(({ identity, from, to }) => {
    const kept = templatesOf(to).map(nameIn)
    const lost = to
      ? templatesOf(from)
          .map(nameIn)
          .filter((name) => !kept.includes(name))
      : []
    return [
      ...lost.map((name) => ({
        object: identity,
        says: `it no longer claims volumes ${name}; what is on them stays behind unused.`,
      })),
      ...(deletes(to) && !deletes(from)
        ? [{ object: identity, says: 'its claims are now deleted with it or with each pod it loses.' }]
        : []),
    ]
  })

const deletes = (object: Manifest | undefined) => {
  const policy = at(object, 'spec', 'persistentVolumeClaimRetentionPolicy')
  return textAt(policy, 'whenDeleted') === 'Delete' || textAt(policy, 'whenScaled') === 'Delete'
}

export const volumeRemoved = {
  name: 'volume-removed',
  why: 'What was stored there is not made again by putting the manifest back.',
  find: (change, { base, head }) => [
    ...gone(change, [...head, ...base]),
    ...letGo(change),
    ...ofSets(change),
  ],
} as const satisfies Rule

const SIZES = [
  ['spec', 'resources', 'requests', 'storage'],
  ['spec', 'capacity', 'storage'],
] as const

const shrunk = (from: unknown, to: unknown) =>
  SIZES.filter((path) => isLess(at(from, ...path), at(to, ...path))).map(
    (path) => `${at(from, ...path)} → ${at(to, ...path)}`,
  )

const templatesShrunk = (from: Manifest | undefined, to: Manifest | undefined) =>
  templatesOf(from).flatMap((template) =>
    shrunk(
      template,
      templatesOf(to).find((each) => nameIn(each) === nameIn(template)),
    ),
  )

const isSized = ({ kind }: Manifest) => kind.startsWith('PersistentVolume')

export const volumeShrunk = {
  name: 'volume-shrunk',
  why: 'A volume never shrinks: the API server refuses it, and making it anew loses what is on it.',
  find: ({ changes }) =>
    changes.flatMap(({ identity, from, to }) => {
      if (from === undefined || to === undefined) return []
      const sizes = [...(isSized(from) ? shrunk(from, to) : []), ...templatesShrunk(from, to)]
      return sizes.map((size) => ({ object: identity, says: `its size goes ${size}.` }))
    }),
} as const satisfies Rule
