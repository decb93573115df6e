/** Follows the log and the reports, and says at any time what is to be shown. It owns no clock and no stream. */
import { type Change, type Commit, inOrder, isThere, LEASE_MS, RENEW_MS, type Reported } from '../log.ts'
import type { Profile } from '../profile.ts'
import { lockAt, type Preset, type Time, type Values } from '../state.ts'
import { called } from '../words/plain.ts'
import { deedWords, isShown } from './deed.ts'
import { CARD_MS, cardOf, hintsOf } from './hints.ts'
import { engineOf, heard, knobsOf, type Panel, placeOf, soundingIn, waiting } from './panel.ts'
import type { Deed, Pedal, Screen } from './screen.ts'

/** What is reported may come this late before it is called a lag, in milliseconds. */
const LAG_MS = 2_000
/** A lag is told in whole seconds. */
const SECOND_MS = 1_000

/** Who serves the pedal by the log: after a closing commit nobody does. */
const environmentOf = ({ kind, term }: Commit) => (kind === 'closing' ? null : term.environment)

/** Nobody is invited to what would be refused: locked, off air where that matters, between terms. */
const isClosed = (head: Commit | null, now: Time) => {
  if (head === null) return false
  const { desk } = head.state
  const isOffAir = desk.evening.onlyOnAir && desk.onAir !== true
  return environmentOf(head) === null || isOffAir || lockAt(desk, now) !== null
}

/** Whose report tells of the pedal: between terms it is still the last one's. */
const reporterOf = ({ term }: Commit) => term.environment

export class ScreenTracker {
  readonly #profile: Profile
  #head: Commit | null | undefined
  #deed: Change | undefined
  readonly #reported = new Map<string, Reported>()
  /** Heard of on this connection: the first report of each may be as old as a lease. */
  readonly #heard = new Set<string>()
  /** How late the last report came, in milliseconds. */
  #late = 0

  constructor(profile: Profile) {
    this.#profile = profile
  }

  /** A connection begins: what comes first is what was, not what lags. */
  connected() {
    this.#heard.clear()
    this.#late = 0
  }

  /** Where things stand. `changes` are the last ones, in any order; they may come later. */
  snapshot(head: Commit | null, reported: readonly Reported[]) {
    this.#head = head
    this.#deed = undefined
    this.#reported.clear()
    this.#heard.clear()
    for (const one of reported) this.#take(one)
    this.changes(head?.changes ?? [])
  }

  changes(changes: readonly Change[]) {
    for (const change of changes) {
      if (isShown(change) && change.generation >= (this.#deed?.generation ?? 0)) this.#deed = change
    }
  }

  commit(commit: Commit) {
    const head = this.#head
    if (head && inOrder(commit, head) <= 0) return
    this.#head = commit
    this.changes(commit.changes)
  }

  reported(reported: Reported, now: Time) {
    const isFirst = !this.#heard.has(reported.environment)
    this.#take(reported)
    if (isFirst || reported.environment !== (this.#head && reporterOf(this.#head))) return
    this.#late = now - reported.at
  }

  #take(reported: Reported) {
    if (reported.device !== this.#profile.id) return
    this.#heard.add(reported.environment)
    this.#reported.set(reported.environment, reported)
  }

  get #report() {
    return this.#head ? this.#reported.get(reporterOf(this.#head)) : undefined
  }

  #pedal(now: Time): Pedal {
    const report = this.#report
    if (report === undefined || now - report.at > LEASE_MS) return 'away'
    return isThere(report, now) ? 'there' : 'no-port'
  }

  /** The last report came late, or the next one should be here by now; past the lease the pedal is away instead. */
  #lag(now: Time): number | null {
    const report = this.#report
    if (report === undefined || now - report.at > LEASE_MS) return null
    const late = Math.max(this.#late, now - report.at - RENEW_MS)
    return late > LAG_MS ? Math.floor(late / SECOND_MS) * SECOND_MS : null
  }

  /** Undefined until the first snapshot: nothing is shown that nobody has said. */
  screen(now: Time): Screen | undefined {
    const head = this.#head
    if (head === undefined) return undefined
    return {
      generation: head?.last ?? 0,
      at: head?.at ?? null,
      environment: head && environmentOf(head),
      pedal: this.#pedal(now),
      lag: this.#lag(now),
      ...this.#device(head),
      ...this.#desk(now),
      ...(isClosed(head, now) && { hints: [] }),
    }
  }

  #device(head: Commit | null) {
    const profile = this.#profile
    const sent = this.#report?.values ?? {}
    const desired = head?.state.devices[profile.id] ?? {}
    const { unit, beside } = heard(profile, sent)
    const panel: Panel = { profile, unit, sent, desired }
    return {
      device: profile.name,
      unit: profile.units.find(({ id }) => id === unit)?.label ?? profile.name,
      engine: engineOf(panel),
      beside: beside === undefined ? null : soundingIn(panel, beside),
      knobs: knobsOf(panel),
      preset: presetOf(head?.state.presets ?? [], profile, sent),
      deed: this.#deedOn(panel),
      pending: waiting(panel),
      hints: hintsOf(profile, sent, unit),
    }
  }

  /** When `screen` will say something else though nothing was heard; undefined when it won't. */
  nextTurn(now: Time): Time | undefined {
    const desk = this.#head?.state.desk
    const ends = [
      desk?.card ? desk.card.at + CARD_MS : 0,
      desk?.lock?.until ?? 0,
      ...(this.#report ? reportTurns(this.#report, now) : []),
    ]
    return ends.filter((end) => end > now).sort((a, b) => a - b)[0]
  }

  #desk(now: Time): Pick<Screen, 'player' | 'lock' | 'onAir' | 'card'> {
    const state = this.#head?.state
    if (!state) return { player: '', lock: null, onAir: null, card: null }
    const { player, onAir } = state.desk
    const lock = lockAt(state.desk, now)
    return {
      player,
      onAir,
      lock: lock && { by: called(lock.by, 'a moderator'), until: lock.until },
      card: cardOf(state, this.#profile, now),
    }
  }

  #deedOn(panel: Panel): Deed | null {
    const change = this.#deed
    if (change === undefined) return null
    const { generation, who, turns, momentary } = change
    const touches = turns.some(({ device }) => device === panel.profile.id) || momentary !== undefined
    const places = turns.flatMap(({ control }) => placeOf(panel, control) ?? [])
    return {
      generation,
      who: called(who.name, 'somebody'),
      ...deedWords(change, panel.profile),
      isUndo: change.undoes !== undefined,
      isPending: touches && !this.#isApplied(generation),
      moved: [...new Set(places)],
    }
  }

  #isApplied(generation: number) {
    const report = this.#report
    return report !== undefined && report.generation >= generation
  }
}

/** When the next report lags a second more, and when its lease is over. */
const reportTurns = ({ at }: Reported, now: Time) => {
  const due = at + RENEW_MS
  const over = at + LEASE_MS + 1
  const next = due + (Math.floor((now - due) / SECOND_MS) + 1) * SECOND_MS
  return [Math.min(Math.max(due + LAG_MS + 1, next), over), over]
}

/** The preset that is on: the newest of which every value was sent. */
const presetOf = (presets: readonly Preset[], profile: Profile, sent: Values) =>
  presets.findLast(
    ({ device, values }) =>
      device === profile.id && Object.entries(values).every(([id, value]) => sent[id] === value),
  )?.name ?? null
