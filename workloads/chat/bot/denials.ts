/** A viewer's first denial in a cooldown is answered with the seconds left; the repeats are silent. */
import type { Refusal } from '../../lounge/refusal.ts'
import type { Who } from '../../lounge/request.ts'
import type { Clock } from '../clock.ts'
import { Recent } from './recent.ts'

const REMEMBERED = 5_000

const keyOf = (who: Who, what: string) => `${who.id} ${what}`

export const denials = (clock: Clock) => {
  const until = new Recent<number>(REMEMBERED)
  return {
    isFirst(who: Who, { what, seconds }: Extract<Refusal, { reason: 'cooldown' }>): boolean {
      const key = keyOf(who, what)
      const now = clock.steady()
      if ((until.get(key) ?? 0) > now) return false
      until.set(key, now + seconds * 1000)
      return true
    },
    /** An accepted change begins a cooldown of its own. */
    accepted(who: Who, what: string) {
      until.delete(keyOf(who, what))
    },
  }
}
