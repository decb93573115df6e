/** The bot in a room in memory, on the real midi over a log in memory, with a node that obeys. */
import { pino } from 'pino'
import { onTestFinished, vi } from 'vitest'
import { devices } from '../../lounge/devices/index.ts'
import { midiApp } from '../../midi/app.ts'
import { midiClient } from '../../midi/client.ts'
import { Conductor } from '../../midi/conductor.ts'
import type { Opens } from '../../midi/term.ts'
import { SharedLog } from '../../midi/testing/shared-log.ts'
import { serviceFetch } from '../../service/fetch.ts'
import { keyring } from '../../service/keys.ts'
import { createMetrics } from '../../service/metrics.ts'
import { chatBot } from '../bot/bot.ts'
import type { Event } from '../bot/count.ts'
import type { Clock } from '../clock.ts'
import { midiLounge } from '../midi-lounge.ts'
import { manualClock } from './clock.ts'
import { memoryRoom } from './memory-room.ts'
import { PATIENT } from './patient.ts'

const silent = pino({ level: 'silent' })

/** A node that has sent whatever is desired. */
const obey = (conductor: Conductor) => {
  const { term, generation, values } = conductor.desired('ventris')
  if (conductor.reports.of('ventris')?.generation === generation) return
  const number = term?.number ?? 0
  void conductor.report('ventris', { term: number, generation, values, port: 'virtual', since: 0 })
}

/** Calls that are being answered. */
export const underWay = () => {
  const calls = new Set<Promise<unknown>>()
  return {
    add<Answer>(call: Answer | Promise<Answer>): Promise<Answer> {
      const answered = Promise.resolve(call)
      calls.add(answered)
      return answered.finally(() => calls.delete(answered))
    },
    async none() {
      while (calls.size > 0) await Promise.allSettled(calls)
    },
  }
}

/** midi as chat reaches it; `away` makes every call fail as an unreachable host does. */
export const midiRig = async (
  { now, steady }: Pick<Clock, 'now' | 'steady'>,
  calls: ReturnType<typeof underWay>,
  opens: Opens = 'empty',
) => {
  const log = new SharedLog()
  const parts = { ledger: log.ledger(), profiles: devices }
  const conductor = new Conductor({ ...parts, environment: 'home', clock: now, steady, opens })
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  conductor.subscribe(() => obey(conductor))
  void conductor.follow(stop.signal)
  const keys = await keyring()
  const authorise = keys.authorise('midi')
  const app = midiApp({ ...parts, conductor, authorise, log: silent, metrics: createMetrics('midi') })
  const line = { away: false, asked: [] as string[] }
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const id = new Headers(init?.headers).get('idempotency-key')
    if (id !== null) line.asked.push(id)
    if (line.away) throw new TypeError('fetch failed')
    return calls.add(app.request(input as string, init))
  }
  const sign = keys.sign('chat')
  const client = midiClient({
    baseUrl: 'http://midi',
    fetch: serviceFetch({ audience: 'midi', sign, fetch }),
  })
  return { log, conductor, line, client }
}

/** Time stands still until `clock.advance`. */
export const rig = async ({ trusted = true, opens }: { trusted?: boolean; opens?: Opens } = {}) => {
  const calls = underWay()
  const clock = manualClock(calls.none)
  const { log, conductor, line, client } = await midiRig(clock, calls, opens)
  const lounge = midiLounge({ midi: client, log: silent, clock })
  const room = memoryRoom({ now: clock.now, trusted })
  const events: Event[] = []
  const count = (event: Event) => void events.push(event)
  const bot = chatBot({ transport: room.transport, lounge, profiles: devices, clock, log: silent, count })
  onTestFinished(() => {
    bot.close()
    return lounge.close()
  })
  await vi.waitUntil(() => lounge.view()?.live === (opens !== 'no'), PATIENT)
  return {
    ...{ clock, log, conductor, room, lounge, bot, midi: line },
    counted: (event: Event) => events.filter((one) => one === event).length,
    /** Every change in the log, oldest first. */
    changes: () => log.commits.flatMap(({ changes }) => changes),
    /** Resolves once the bot's view holds what is asked. */
    sees: (holds: (view: NonNullable<ReturnType<typeof lounge.view>>) => boolean) =>
      vi.waitUntil(() => {
        const view = lounge.view()
        return view !== undefined && holds(view)
      }, PATIENT),
  }
}
