/** Which lines the bot hears at all. */
import type { Clock } from '../clock.ts'
import type { Line, Transport } from '../transport.ts'
import type { Count, Event } from './count.ts'
import { Recent } from './recent.ts'
import { staleness } from './staleness.ts'

/** Bots that live in many channels; they repeat what viewers say. */
const KNOWN_BOTS: readonly string[] = [
  'botisimo',
  'botrixoficial',
  'deepbot',
  'fossabot',
  'kofistreambot',
  'mixitupapp',
  'moobot',
  'nightbot',
  'own3d',
  'phantombot',
  'pokemoncommunitygame',
  'restreambot',
  'sery_bot',
  'soundalerts',
  'stay_hydrated_bot',
  'streamelements',
  'streamlabs',
  'streamstickers',
  'tangiabot',
  'wizebot',
]

/** So many message ids are remembered; at 100 lines a second the last ninety seconds. */
const REMEMBERED = 10_000

type Ports = { transport: Transport; clock: Clock; count: Count; bots?: readonly string[] }

/** A musician may use the channel's own account for the bot: what its person types is heard, replies are no commands. */
const isOwn = ({ self, who }: Line) => self && who.role !== 'broadcaster'

const isElsewhere = ({ roomId, sourceRoomId }: Line) => sourceRoomId !== undefined && sourceRoomId !== roomId

export const ears = ({ transport, clock, count, bots = KNOWN_BOTS }: Ports) => {
  const seen = new Recent<true>(REMEMBERED)
  const isStale = staleness()

  const isRepeated = ({ id }: Line) => {
    const before = seen.get(id)
    seen.set(id, true)
    return before === true
  }

  const moment = () => ({
    now: clock.now(),
    steady: clock.steady(),
    joinedAt: transport.state().since,
  })

  /** In this order; the first that holds is why a line is not heard. */
  const reasons: readonly [Event, (line: Line) => boolean][] = [
    ['line-self', isOwn],
    ['line-bot', ({ who }) => bots.includes(who.login)],
    ['line-other-room', isElsewhere],
    ['line-duplicate', isRepeated],
    ['line-stale', ({ at }) => isStale({ at, ...moment() })],
  ]

  /** Counts what is not heard. */
  return (line: Line): boolean => {
    const why = reasons.find(([, holds]) => holds(line))
    if (why) count(why[0])
    return why === undefined
  }
}
