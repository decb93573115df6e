/** Workloads whose claims go: what they have kept is gone for them. */
import { type FolderChange, keyOf, type Manifest, type ObjectChange } from '../change.ts'
import { textAt } from '../objects/at.ts'
import { type Pods, podsIn, tryPodsOf } from '../objects/pods.ts'
import { claimsOf } from '../objects/reads.ts'
import { fateOf, sayFate, storageClassOf } from '../objects/storage.ts'
import type { Outcome } from './effect.ts'

/** Claims that are deleted: no longer there, or there under another identity. */
const goneClaims = (changes: readonly ObjectChange[]): readonly Manifest[] =>
  changes.flatMap(({ identity, was, what, from }) =>
    identity.kind === 'PersistentVolumeClaim' && (what === 'removed' || was !== undefined) && from
      ? [from]
      : [],
  )

const isOf = (claim: Manifest, pods: Pods) =>
  claimsOf(pods).includes(claim.metadata.name) &&
  (textAt(claim.metadata, 'namespace') ?? 'default') === pods.namespace

const lost = (claims: readonly Manifest[], world: readonly Manifest[]): Outcome => {
  const each = claims.map((claim) => {
    const storageClass = storageClassOf(claim)
    return `its claim ${claim.metadata.name} goes: ${sayFate(fateOf(storageClass, world), storageClass)}.`
  })
  return { does: 'loses', says: each.join(' ') }
}

/** By the workload's identity, as it was at base; `world` has every folder's objects. */
export const lossesOf = (
  { base, changes }: FolderChange,
  world: readonly Manifest[],
): ReadonlyMap<string, Outcome> => {
  const gone = goneClaims(changes)
  return new Map(
    podsIn(base).flatMap((pods) => {
      const claims = gone.filter((claim) => isOf(claim, pods))
      return claims.length === 0 ? [] : [[keyOf(pods.identity), lost(claims, world)]]
    }),
  )
}

const SHOW: Readonly<Record<string, string>> = {
  db: 'The log is gone with it: settings, presets, mutes and history. An environment that opens an empty log with the defaults makes the pedal jump to them.',
  chat: "The bot's grant is gone with it: it is silent until someone runs npm run login again.",
  'midi-node': 'The node forgets which term it served last, so it no longer refuses an older one.',
}

/** What losing it means for the show. */
export const lostForTheLounge = (workload: Manifest): readonly string[] => {
  const said = SHOW[tryPodsOf(workload)?.name ?? '']
  return said ? [said] : []
}
