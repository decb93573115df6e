/** Who has been heard here: a login's user id, so that a mute by name holds for the person. */
import type { Intent } from '../../lounge/request.ts'
import type { Line } from '../transport.ts'
import { Recent } from './recent.ts'

const REMEMBERED = 10_000

export const people = () => {
  const ids = new Recent<string>(REMEMBERED)
  return {
    heard: ({ who }: Line) => ids.set(who.login, who.id),
    /** The intent with the user id, where a mute names somebody who has been heard. */
    known: (intent: Intent): Intent =>
      intent.kind === 'mute'
        ? { ...intent, userId: intent.userId ?? ids.get(intent.login.toLowerCase()) ?? null }
        : intent,
  }
}
