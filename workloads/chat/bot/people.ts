/** Who has been heard here: a login's user id and role, so that a mute by name holds for the person, and only for a viewer. */
import type { Intent, Who } from '../../lounge/request.ts'
import type { Line } from '../transport.ts'
import { Recent } from './recent.ts'

const REMEMBERED = 10_000

export const people = () => {
  const heard = new Recent<Who>(REMEMBERED)
  return {
    heard: ({ who }: Line) => heard.set(who.login, who),
    /** The intent with the user id and the role, where a mute names somebody who has been heard. */
    known: (intent: Intent): Intent => {
      if (intent.kind !== 'mute') return intent
      const who = heard.get(intent.login.toLowerCase())
      return who ? { ...intent, userId: who.id, role: who.role } : intent
    },
  }
}
