/** From what changed to what it means: findings, effects and a verdict. */
import {
  type FolderChange,
  type Identity,
  identityOf,
  keyOf,
  type ObjectChange,
  type Value,
} from '../change.ts'
import { effectsOf } from '../consequence/effects.ts'
import { type World, worldOf } from '../danger/rule.ts'
import { rules } from '../danger/rules.ts'
import type { ReplicaChange } from '../infra/replica.ts'
import { ACCEPTED, type Accepted, isNamed, tryAcceptance } from './accepted.ts'
import { graphOf } from './edges.ts'
import { fieldOf } from './field.ts'
import { looksOf } from './look.ts'
import { maskedManifest } from './mask.ts'
import { replicaFindings, replicaOf } from './replica.ts'
import type { Change, Effect, Finding, Report, Verdict } from './report.ts'

const placeOf = ({ changes }: FolderChange, object: Identity) => {
  const place = changes.find(({ identity, was }) =>
    [identity, was].some((each) => each && keyOf(each) === keyOf(object)),
  )?.place
  return place ? { place } : {}
}

const dangersIn = (change: FolderChange, world: World, accepted: readonly Accepted[]): readonly Finding[] =>
  rules.flatMap((rule) =>
    rule.find(change, world).map((hit): Finding => {
      const acceptance = tryAcceptance(accepted, rule.name, hit)
      return {
        rule: rule.name,
        level: acceptance ? 'look' : 'dangerous',
        folder: change.folder,
        ...hit,
        why: rule.why,
        ...(acceptance && { accepted: acceptance.reason }),
        ...placeOf(change, hit.object),
      }
    }),
  )

const changeOf = (each: ObjectChange, folder: string): Change => {
  const whole = each.what === 'added' ? each.to : each.what === 'removed' ? each.from : undefined
  return {
    folder,
    what: each.what,
    object: each.identity,
    ...(each.was && { was: each.was }),
    fields: each.fields.map((field) => fieldOf(field, each.identity)),
    because: [...each.because],
    ...(whole && { manifest: maskedManifest(whole) as Value as never }),
    ...(each.place && { place: { ...each.place } }),
  }
}

type Judged = Pick<Report, 'findings' | 'effects' | 'edges' | 'changes'>

const judgeFolder = (change: FolderChange, world: World, accepted: readonly Accepted[]): Judged => {
  const effects = effectsOf(change, [...world.head, ...world.base])
  const dangers = dangersIn(change, world, accepted)
  const judged = new Set(dangers.map(({ object }) => keyOf(object)))
  const found = looksOf(change, effects)
  // Who can reach whom is judged as a whole; that each of two policies has its half of it goes without saying.
  const isReached = [...dangers, ...found].some(
    ({ rule }) => rule === 'edge-opened' || rule === 'edge-closed',
  )
  const isTold = ({ object }: { readonly object: Identity }) =>
    judged.has(keyOf(object)) || (isReached && object.kind === 'NetworkPolicy')
  const looks = found
    .filter((look) => look.rule !== 'not-judged' || !isTold(look))
    .map(
      (look): Finding => ({ ...look, level: 'look', folder: change.folder, ...placeOf(change, look.object) }),
    )
  return {
    findings: [...dangers, ...looks],
    effects: effects.map(
      ({ place, lounge, ...effect }): Effect => ({
        ...effect,
        lounge: [...lounge],
        ...(place && { place: { ...place } }),
      }),
    ),
    edges: [...graphOf(change)],
    changes: change.changes.map((each) => changeOf(each, change.folder)),
  }
}

const verdictOf = (findings: readonly Finding[]): Verdict => {
  if (findings.some(({ level }) => level === 'dangerous')) return 'dangerous'
  return findings.length > 0 ? 'look' : 'safe'
}

const folderOf = ({ folder, base, head }: FolderChange): Report['folders'][number] => {
  const namespaces = [...base, ...head].flatMap((each) => identityOf(each).namespace ?? [])
  return { name: folder, namespaces: [...new Set(namespaces)], objects: head.length }
}

export type Compared = {
  /** What people call the two. */
  readonly base: string
  readonly head: string
  /** What this change accepts, and no earlier one did. */
  readonly accepted?: readonly Accepted[]
  /** The file where that is said. @default workloads/accepted.ts */
  readonly acceptIn?: string
  readonly replica?: readonly ReplicaChange[]
}

const isNeeded = ({ rule, object }: Accepted, findings: readonly Finding[]) =>
  findings.some((each) => each.rule === rule && isNamed(object, each.object))

export const judge = (folders: readonly FolderChange[], compared: Compared): Report => {
  const { base, head, accepted = [], acceptIn = ACCEPTED, replica = [] } = compared
  const world = worldOf(folders)
  const judged = folders.map((change) => judgeFolder(change, world, accepted))
  const findings = [
    ...judged.flatMap((each) => each.findings),
    ...replica.flatMap((each) => replicaFindings(each, accepted)),
  ]
  return {
    version: 1,
    base,
    head,
    verdict: verdictOf(findings),
    folders: folders.map(folderOf),
    findings,
    effects: judged.flatMap((each) => each.effects),
    edges: judged.flatMap((each) => each.edges),
    changes: judged.flatMap((each) => each.changes),
    replica: replica.map(replicaOf),
    acceptIn,
    idle: accepted.filter((each) => !isNeeded(each, findings)),
  }
}
