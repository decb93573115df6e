/** What must hold at the end of any run, each broken one as a sentence. */
import { isDeepStrictEqual } from 'node:util'
import { history } from '../../workloads/data/commits.ts'
import { gm2 } from '../../workloads/lounge/devices/index.ts'
import { type Change, type Commit, isBeneath } from '../../workloads/lounge/log.ts'
import type { Side } from './side.ts'
import { RAW_CC, type World } from './world.ts'

const MOST = 100_000

type Rule = (world: World) => readonly string[] | Promise<readonly string[]>

/** Once a higher term's byte is sent, no lower term's follows. */
const bytesOnlyRise: Rule = ({ bench: { bytes } }) =>
  bytes.flatMap(({ term, cc, value }, index) => {
    const before = bytes[index - 1]?.term ?? 0
    return term >= before ? [] : [`${cc}=${value} of term ${term} was sent after a byte of term ${before}`]
  })

/** What the log of a term knows: its own commits and those it was built on. */
const knownIn = (number: number, commits: readonly Commit[]) => {
  let above: Commit | undefined
  const known = commits.toReversed().filter((commit) => {
    const isKnown = above ? isBeneath(commit, above) : commit.term.number === number
    if (isKnown) above = commit
    return isKnown
  })
  return new Set(known.flatMap(({ changes }) => changes.map(({ id }) => id)))
}

/** A raw control change goes out in the name of a term that knows it. */
const rawIsKnown: Rule = ({ bench: { bytes }, sides: [home] }) =>
  bytes.flatMap(({ cc, term, correlation }) => {
    const ids = cc === RAW_CC ? (correlation?.split(' ') ?? []) : []
    if (ids.length === 0) return []
    const known = knownIn(term, home.disk.commits)
    return ids.some((id) => known.has(id)) ? [] : [`${ids} was sent in term ${term}, which does not know it`]
  })

const servedOnce: Rule = ({ bench: { served } }) =>
  served.flatMap((term, index) => {
    const before = served[index - 1]
    return !before || term.number > before.number
      ? []
      : [
          `the node served ${term.environment} in term ${term.number} after ${before.environment} in ${before.number}`,
        ]
  })

const idsOf = (changes: readonly Change[]) => new Set(changes.map(({ id }) => id))

const everyCommit = ({ disk }: Side): readonly Commit[] => disk.commits

/** Both hold the same documents. */
const level: Rule = ({ sides: [home, away] }) => {
  const missing = (from: Side, to: Side) =>
    everyCommit(from)
      .filter((commit) => !isDeepStrictEqual(to.disk.find(commit.id), commit))
      .map(({ id }) => `${to.name} lacks ${id} or has another of that name`)
  return [...missing(home, away), ...missing(away, home)]
}

const withoutGaps: Rule = ({ sides: [home] }) => {
  const terms = Map.groupBy(everyCommit(home), ({ term }) => term.number)
  return [...terms].flatMap(([number, commits]) => {
    const environments = new Set(commits.map(({ term }) => term.environment))
    const [first] = commits
    const gaps = commits.filter(
      (commit, index) => index > 0 && commit.first !== (commits[index - 1]?.last ?? 0) + 1,
    )
    return [
      ...(environments.size > 1 ? [`term ${number} is that of ${[...environments].join(' and ')}`] : []),
      ...(first?.kind === 'opening' ? [] : [`term ${number} begins with ${first?.id}`]),
      ...gaps.map(({ id }) => `before ${id} something is missing, or something else is there too`),
    ]
  })
}

const lost: Rule = async ({ sides: [home], told, forced }) => {
  const { changes } = await history(home.disk, undefined, MOST)
  const kept = idsOf(changes)
  const everything = idsOf(everyCommit(home).flatMap((commit) => commit.changes))
  return told.flatMap(({ id, side }) => {
    if (kept.has(id)) return []
    if (!everything.has(id)) return [`${id} was acknowledged by ${side} and is nowhere`]
    return forced ? [] : [`${id} was acknowledged by ${side} and is stranded, though nobody used force`]
  })
}

const once: Rule = async ({ sides: [home] }) => {
  const { changes } = await history(home.disk, undefined, MOST)
  const seen = new Set<string>()
  return changes.flatMap(({ id }) => {
    const isTwice = seen.has(id)
    seen.add(id)
    return isTwice ? [`${id} was done twice`] : []
  })
}

/** Desired is what its history makes of it. */
const folds: Rule = async ({ sides: [home] }) => {
  const { changes } = await history(home.disk, undefined, MOST)
  const newest = everyCommit(home).at(-1)
  const made = new Map<string, number | null>()
  for (const { turns } of changes.toReversed()) for (const { control, to } of turns) made.set(control, to)
  return [...made].flatMap(([control, to]) => {
    const desired = newest?.state.devices[gm2.id]?.[control]?.value ?? null
    return desired === to ? [] : [`${control} is desired at ${desired}, and its history ends at ${to}`]
  })
}

/** Everyone has seen the newest commit, and one side is live. */
const agree: Rule = ({ sides }) => {
  const newest = everyCommit(sides[0]).at(-1)
  const behind = sides.flatMap((side) =>
    side.running
      .filter(({ conductor }) => conductor.head.commit?.id !== newest?.id)
      .map(
        ({ conductor }) =>
          `${side.name} believes in ${conductor.head.commit?.id}, and the log ends with ${newest?.id}`,
      ),
  )
  const live = sides.filter(({ running }) => running.some(({ conductor }) => conductor.view().live))
  return live.length === 1
    ? behind
    : [...behind, `live are: ${live.map(({ name }) => name).join(', ') || 'none'}`]
}

const obeyed: Rule = ({ sides, bench: { pedal } }) => {
  const live = sides.flatMap(({ running }) => running).find(({ conductor }) => conductor.view().live)
  const values = live?.conductor.desired(gm2.id).values ?? {}
  return Object.entries(values).flatMap(([control, value]) => {
    const cc = gm2.controls.find(({ id }) => id === control)?.cc ?? -1
    return pedal.values[cc] === value
      ? []
      : [`${control} is desired at ${value}, and the pedal has ${pedal.values[cc]}`]
  })
}

/** What was called applied had been sent. */
const honest: Rule = ({ told, bench: { bytes } }) =>
  told.flatMap(({ id, at, answer: { outcome, change } }) => {
    const [turn] = change.turns
    if (outcome !== 'applied' || !turn || turn.from === turn.to) return []
    const cc = gm2.controls.find((control) => control.id === turn.control)?.cc
    const isSent = bytes.some((byte) => byte.cc === cc && byte.value === turn.to && byte.at <= at)
    return isSent ? [] : [`${id} was called applied, and ${turn.control}=${turn.to} had not been sent`]
  })

const rules: Record<string, Rule> = {
  'bytes only rise': bytesOnlyRise,
  'raw bytes are known': rawIsKnown,
  'served once': servedOnce,
  level,
  'without gaps': withoutGaps,
  lost,
  once,
  folds,
  agree,
  obeyed,
  honest,
}

/** Each that is broken: the rule and what was seen. */
export const broken = async (world: World): Promise<readonly string[]> => {
  const found: string[] = []
  for (const [name, rule] of Object.entries(rules))
    for (const what of await rule(world)) found.push(`${name}: ${what}`)
  return found
}
