/** What changes at the desk: lock, mutes, player tag, help card, on air, the evening's settings, resync. */

import type { Refusal } from '../refusal.ts'
import type { Who } from '../request.ts'
import { type Desk, MAX_MUTES, type Mute } from '../state.ts'
import type { Deed, IntentOf, Moment } from './moment.ts'

const MINUTE = 60_000

type DeskIntent = IntentOf<
  'lock' | 'unlock' | 'mute' | 'unmute' | 'player' | 'card' | 'resync' | 'on-air' | 'evening'
>

const until = (minutes: number | null, now: number) =>
  minutes === null ? null : now + Math.round(minutes * MINUTE)

/** Other people's mutes that still hold; `login` is who is muted or unmuted now. */
const others = (mutes: readonly Mute[], login: string, now: number) =>
  mutes.filter((mute) => mute.login !== login && (mute.until === null || mute.until > now))

/** The role of who is to be muted: as it was said, or as it was when they last asked for something. */
const roleOf = ({ recent, request }: Moment, { login, userId, role }: IntentOf<'mute'>) => {
  const isThem = (who: Who) => who.login.toLowerCase() === login.toLowerCase() || who.id === userId
  if (role !== undefined) return role
  return isThem(request.who) ? request.who.role : recent.findLast(({ who }) => isThem(who))?.who.role
}

const mute = (moment: Moment, intent: IntentOf<'mute'>): Deed | Refusal => {
  const { state, now, request } = moment
  const login = intent.login.toLowerCase()
  if ((roleOf(moment, intent) ?? 'viewer') !== 'viewer') return { reason: 'cannot-mute', login }
  const entry: Mute = {
    login,
    userId: intent.userId,
    until: until(intent.minutes, now),
    by: request.who.name,
  }
  const mutes = others(state.desk.mutes, login, now)
  if (mutes.length >= MAX_MUTES) return { reason: 'mutes-full', max: MAX_MUTES }
  return { label: login, state: { desk: { ...state.desk, mutes: [...mutes, entry] } } }
}

const unmute = ({ state, now }: Moment, intent: IntentOf<'unmute'>): Deed | Refusal => {
  const login = intent.login.toLowerCase()
  const { mutes } = state.desk
  const mutesLeft = others(mutes, login, now)
  if (!mutes.some((entry) => entry.login === login))
    return { reason: 'not-muted', login, known: mutesLeft.map((entry) => entry.login) }
  return { label: login, state: { desk: { ...state.desk, mutes: mutesLeft } } }
}

const evening = ({ evening: now }: Desk, { cooldowns, onlyOnAir }: IntentOf<'evening'>) => ({
  cooldowns: {
    user: cooldowns?.user ?? now.cooldowns.user,
    control: cooldowns?.control ?? now.cooldowns.control,
    engine: cooldowns?.engine ?? now.cooldowns.engine,
  },
  onlyOnAir: onlyOnAir ?? now.onlyOnAir,
})

/** The fields of the desk that a simple intent replaces. */
const replaced = ({ state, now, request, generation }: Moment, intent: DeskIntent): Partial<Desk> => {
  switch (intent.kind) {
    case 'lock':
      return { lock: { until: until(intent.minutes, now), by: request.who.name } }
    case 'unlock':
      return { lock: null }
    case 'player':
      return { player: intent.tag }
    case 'card':
      return { card: { topic: intent.topic, at: now } }
    case 'on-air':
      return { onAir: intent.onAir }
    case 'evening':
      return { evening: evening(state.desk, intent) }
    default:
      return { resync: generation }
  }
}

export const deskDeed = (moment: Moment, intent: DeskIntent): Deed | Refusal => {
  if (intent.kind === 'mute') return mute(moment, intent)
  if (intent.kind === 'unmute') return unmute(moment, intent)
  const desk = { ...moment.state.desk, ...replaced(moment, intent) }
  const label = intent.kind === 'player' ? intent.tag : intent.kind === 'card' ? intent.topic : ''
  return { label, state: { desk } }
}
