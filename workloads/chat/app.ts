/** The chat service: the bot, and what the service says about its health. Nobody calls it. */
import type { Profile } from '../lounge/profile.ts'
import { serviceApp } from '../service/app.ts'
import { createHealth } from '../service/health.ts'
import type { Log } from '../service/log.ts'
import type { Metrics } from '../service/metrics.ts'
import { chatBot } from './bot/bot.ts'
import type { Count } from './bot/count.ts'
import { EVENTS } from './bot/count.ts'
import type { Clock } from './clock.ts'
import { wallClock } from './clock.ts'
import type { MidiLounge } from './midi-lounge.ts'
import type { Transport } from './transport.ts'

type Options = {
  readonly transport: Transport
  readonly lounge: MidiLounge
  readonly log: Log
  readonly metrics: Metrics
  /** The lounge's devices, the first is the one that is meant. */
  readonly profiles: readonly Profile[]
  /** Logins that are never heard. @default the bots that live in many channels */
  readonly bots?: readonly string[]
  /** @default wallClock */
  readonly clock?: Clock
}

/** Every event is there from the start: a count that has not happened is 0, not absent. */
const counting = (metrics: Metrics): Count => {
  const counter = metrics.counter('chat_events_total', 'What happened to lines, commands and replies', [
    'event',
  ])
  for (const event of EVENTS) counter.inc({ event }, 0)
  return (event) => counter.inc({ event })
}

const missingRoom = ({ is, why }: ReturnType<Transport['state']>) => (is === 'joined' ? undefined : why)

/** Listens at once; `close` stops the bot, leaves the room and the stream. */
export const chatApp = (options: Options) => {
  const { transport, lounge, log, metrics, profiles, clock = wallClock, bots } = options
  const checks = { room: () => missingRoom(transport.state()), midi: lounge.missing }
  const health = createHealth({ metrics, checks })
  const count = counting(metrics)
  const bot = chatBot({ transport, lounge, profiles, clock, log, count, ...(bots && { bots }) })
  return {
    app: serviceApp({ name: 'chat', log, metrics, health }),
    health,
    async close() {
      bot.close()
      await Promise.all([transport.close(), lounge.close()])
    },
  }
}
