/** Somebody muted by name alone, and now heard: tells the lounge the user id, which a new name does not change. */
import type { Who } from '../../lounge/request.ts'
import type { Mute } from '../../lounge/state.ts'
import type { Clock } from '../clock.ts'
import type { Lounge } from '../lounge.ts'
import type { Line } from '../transport.ts'
import { Recent } from './recent.ts'

const MINUTE = 60_000
/** A lounge that did not take it is asked again after so long. */
const AGAIN_MS = 10_000

type Ports = { lounge: Lounge; clock: Clock }

/** The mute stays the moderator's who spoke it. */
const inTheNameOf = ({ by }: Mute, { who: { platform } }: Line): Who => ({
  platform,
  id: 'chat',
  login: 'chat',
  name: by,
  role: 'moderator',
})

export const unnamedMutes = ({ lounge, clock }: Ports) => {
  const asked = new Recent<number>(100)

  const isDue = ({ login, userId, until }: Mute, line: Line) =>
    login === line.who.login &&
    line.who.role === 'viewer' &&
    userId === null &&
    (until === null || until > clock.now()) &&
    clock.now() - (asked.get(login) ?? Number.NEGATIVE_INFINITY) >= AGAIN_MS

  return async (line: Line, signal: AbortSignal): Promise<void> => {
    const mute = lounge.view()?.state.desk.mutes.find((entry) => isDue(entry, line))
    if (!mute) return
    asked.set(mute.login, clock.now())
    const minutes = mute.until === null ? null : (mute.until - clock.now()) / MINUTE
    const intent = {
      kind: 'mute',
      login: mute.login,
      userId: line.who.id,
      role: line.who.role,
      minutes,
    } as const
    await lounge.ask({ id: `seen-${line.id}`.slice(0, 128), intent, who: inTheNameOf(mute, line) }, signal)
  }
}
