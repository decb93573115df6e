/** The one line a newcomer should read: whether anything waits, and for what. */
import { isDown, type PageState, type Presence, pendingChanges } from '../store.ts'

export const PRESENCE: Readonly<Record<Presence, string>> = {
  there: 'pedal there',
  'no-port': 'no port',
  away: 'pedal away',
  unknown: 'no word yet',
}

export type Status = { tone: Presence | 'pending'; lead: string; rest: string }

const WAITS_FOR: Readonly<Record<Presence, string>> = {
  there: 'on the way to the pedal',
  'no-port': 'no port: sent as soon as it is back',
  away: 'the node is away: sent when it is back',
  unknown: 'no word from the node',
}

const QUIET: Readonly<Record<Presence, string>> = {
  there: 'everything is applied',
  'no-port': 'what is asked for now will wait',
  away: 'what is asked for now will wait',
  unknown: 'listening for the node',
}

const howMany = (count: number) => (count === 1 ? '1 change' : `${count} changes`)

export const statusOf = (state: PageState, presence: Presence): Status => {
  const { length } = pendingChanges(state)
  if (isDown(state, 'store')) {
    return { tone: 'away', lead: 'database away', rest: 'the log is kept, but nothing new is accepted' }
  }
  if (length > 0) return { tone: 'pending', lead: `${howMany(length)} pending`, rest: WAITS_FOR[presence] }
  return { tone: presence, lead: PRESENCE[presence], rest: QUIET[presence] }
}
