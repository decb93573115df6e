/** Who may ask what, when: role → mute → lock → on air, and the cooldowns, all read from the state and the recent changes. */

import type { Change } from '../log.ts'
import type { Role } from '../profile.ts'
import type { Refusal } from '../refusal.ts'
import type { Intent, Who } from '../request.ts'
import { type Cooldowns, lockAt, type Mute } from '../state.ts'
import type { Deed, Moment } from './moment.ts'

const RANK: Record<Role, number> = { viewer: 0, moderator: 1, broadcaster: 2 }

export const atLeast = (who: Who, role: Role) => RANK[who.role] >= RANK[role]

/** The least role for each kind of intent; a control's own role comes on top. */
const NEEDS: Record<Intent['kind'], Role> = {
  set: 'viewer',
  undo: 'viewer',
  player: 'viewer',
  card: 'viewer',
  'preset-recall': 'viewer',
  'preset-save': 'moderator',
  'preset-delete': 'moderator',
  activate: 'moderator',
  reset: 'moderator',
  resync: 'moderator',
  lock: 'moderator',
  unlock: 'moderator',
  mute: 'moderator',
  unmute: 'moderator',
  'on-air': 'moderator',
  evening: 'broadcaster',
  raw: 'broadcaster',
}

const past = (until: number | null, now: number) => until !== null && until <= now

/** Neither a new name nor another platform is a way around. */
const isMuted = (mute: Mute, who: Who, now: number) =>
  !past(mute.until, now) && (mute.login === who.login.toLowerCase() || mute.userId === who.id)

/** Role, mute, lock and "only on air": the first that says no, or undefined. */
export const mayAsk = ({ state: { desk }, request: { who, intent }, now }: Moment): Refusal | undefined => {
  const needs = NEEDS[intent.kind]
  if (!atLeast(who, needs)) return { reason: 'role', needs, what: intent.kind }
  if (atLeast(who, 'moderator')) return undefined
  const mute = desk.mutes.find((mute) => isMuted(mute, who, now))
  if (mute) return { reason: 'muted', until: mute.until }
  // Asking for help is no turn of a knob.
  if (intent.kind === 'card') return undefined
  const lock = lockAt(desk, now)
  if (lock) return { reason: 'locked', ...lock }
  if (desk.evening.onlyOnAir && desk.onAir !== true) return { reason: 'off-air' }
  return undefined
}

type Asked = Pick<Change, 'who' | 'intent' | 'turns'>

const sameUser = (a: Who, b: Who) => a.id === b.id && a.platform === b.platform

/** Only what viewers turned charges a cooldown: moderators are exempt on both sides, an undo gives back. */
const charges = ({ who, intent }: Asked) =>
  who.role === 'viewer' && (intent.kind === 'set' || intent.kind === 'preset-recall')

const isEngineChange = ({ intent, turns }: Asked) =>
  intent.kind === 'preset-recall' || turns[0]?.control.split('.').at(-1) === 'engine'

const sameControl = (a: Asked, b: Asked) =>
  a.turns[0]?.device === b.turns[0]?.device && a.turns[0]?.control === b.turns[0]?.control

/** Milliseconds that `asked` must keep from an earlier change, and from any of them at most. */
const distanceTo = (asked: Asked, { engine, control, user }: Cooldowns) => {
  if (isEngineChange(asked))
    return { longest: engine, distance: (change: Change) => (isEngineChange(change) ? engine : 0) }
  const longest = Math.max(control, user)
  const distance = (change: Change) => {
    const ms = sameUser(change.who, asked.who) ? longest : control
    return ms > 0 && sameControl(change, asked) ? ms : 0
  }
  return { longest, distance }
}

/** When the last of the changes that this one must keep away from lets it go. */
const freeAt = ({ state, recent, now }: Moment, asked: Asked): number => {
  const { longest, distance } = distanceTo(asked, state.desk.evening.cooldowns)
  let free = now
  // Oldest first: only the end of them can still make anyone wait.
  for (let change = recent.length; change-- > 0; ) {
    const earlier = recent[change]
    if (!earlier || earlier.at + longest <= now) break
    const ms = distance(earlier)
    if (ms > 0 && charges(earlier)) free = Math.max(free, earlier.at + ms)
  }
  return free
}

/** How long this deed still has to wait, as a refusal; undefined when it may go on. */
export const cooled = (moment: Moment, deed: Deed): Refusal | undefined => {
  const { who, intent } = moment.request
  const asked = { who, intent, turns: deed.turns ?? [] }
  if (!charges(asked)) return undefined
  const left = freeAt(moment, asked) - moment.now
  return left === 0
    ? undefined
    : { reason: 'cooldown', seconds: Math.ceil(left / 1000), what: deed.label ?? '' }
}
