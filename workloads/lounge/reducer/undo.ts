/** Undo restores what a change replaced, for each control that nobody touched since. It never touches the desk. */

import { isEngineId } from '../lexicon.ts'
import type { Change, Turn } from '../log.ts'
import type { Profile } from '../profile.ts'
import type { Refusal } from '../refusal.ts'
import { atLeast } from './guard.ts'
import type { Deed, Moment } from './moment.ts'
import { turnsTo, valuesOf } from './turns.ts'

const same = (a: Turn, b: Turn) => a.device === b.device && a.control === b.control

/** Viewers undo their own last change, moderators anyone's; changes already undone and undos are skipped. */
const candidate = ({ recent, request: { who } }: Moment): Change | undefined => {
  const undone = new Set(recent.map((change) => change.undoes))
  const mine = (change: Change) => change.who.platform === who.platform && change.who.id === who.id
  return recent.findLast(
    (change) =>
      change.turns.some(({ from, to }) => from !== to) &&
      change.undoes === undefined &&
      !undone.has(change.generation) &&
      (atLeast(who, 'moderator') || mine(change)),
  )
}

/** Saying one's own value again takes nothing from anyone. */
const repeats = (later: Change, change: Change, turn: Turn) =>
  later.who.id === change.who.id && later.turns.some((other) => same(other, turn) && other.from === other.to)

/** Who touched this control after `change`, if that touch has not itself been undone. */
const toucher = (recent: readonly Change[], change: Change, turn: Turn): Change | undefined =>
  recent.findLast(
    (later) =>
      later.generation > change.generation &&
      later.undoes === undefined &&
      !repeats(later, change, turn) &&
      later.turns.some((other) => same(other, turn)) &&
      !recent.some(
        (undo) => undo.undoes === later.generation && undo.turns.some((other) => same(other, turn)),
      ),
  )

const controlOf = (profiles: readonly Profile[], turn: Turn) =>
  profiles.find(({ id }) => id === turn.device)?.controls.find(({ id }) => id === turn.control)

const isEngine = ({ control }: Turn) => isEngineId(control)
const unitOf = (turn: Turn) => turn.control.split('.')[0]

/**
 * An engine and the controls whose meaning hangs on it go back together: with the engine all of them, touched or
 * not (their numbers mean nothing in the other engine); without it none.
 */
const restorable = ({ recent, profiles }: Moment, change: Change): Turn[] => {
  const free = (turn: Turn) => toucher(recent, change, turn) === undefined
  const engines = change.turns.filter(isEngine)
  return change.turns.filter((turn) => {
    const engine = engines.find((engine) => engine.device === turn.device && unitOf(engine) === unitOf(turn))
    if (!engine || !controlOf(profiles, turn)?.byEngine) return free(turn)
    return free(engine)
  })
}

/** Meaning-bound controls that were set since in an engine that now goes away. */
const orphans = ({ state, profiles }: Moment, back: readonly Turn[]): [string, null][] =>
  back.filter(isEngine).flatMap((engine) => {
    const held = Object.keys(state.devices[engine.device] ?? {})
    const bound = profiles
      .find(({ id }) => id === engine.device)
      ?.controls.filter((control) => control.byEngine && control.unit === unitOf(engine))
    return (bound ?? [])
      .map(({ id }) => id)
      .filter((id) => held.includes(id) && !back.some((turn) => turn.control === id))
      .map((id): [string, null] => [id, null])
  })

export const undo = (moment: Moment): Deed | Refusal => {
  const change = candidate(moment)
  if (!change) return { reason: 'nothing-to-undo', why: 'none' }
  const back = restorable(moment, change)
  const [first] = change.turns
  if (back.length === 0 && first) {
    const by = toucher(moment.recent, change, first)?.who.name
    return { reason: 'nothing-to-undo', why: 'touched', ...(by === undefined ? {} : { by }) }
  }
  const turns = [...new Set(back.map(({ device }) => device))].flatMap((device) => {
    const here = back.filter((turn) => turn.device === device)
    const next = Object.fromEntries([
      ...here.map((turn) => [turn.control, turn.from] as const),
      ...orphans(moment, here),
    ])
    return turnsTo(device, valuesOf(moment.state, device), next)
  })
  return { turns, label: change.label, undoes: change.generation }
}
