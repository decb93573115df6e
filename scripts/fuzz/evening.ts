/** One evening of chat: the shipped bot, from its ears to its limiter, in a room in memory, over a lounge that decides at once. */
import { type Logger, pino } from 'pino'
import { chatBot } from '../../workloads/chat/bot/bot.ts'
import type { Clock } from '../../workloads/chat/clock.ts'
import { memoryRoom } from '../../workloads/chat/testing/memory-room.ts'
import { devices } from '../../workloads/lounge/devices/index.ts'
import type { Saying } from './chat-lines.ts'
import { demand } from './demand.ts'
import { Chain } from './guard-chain.ts'

const LONGEST = 500
/** Longer than any reply may wait. */
const REST_MS = 40_000
const START = 1_700_000_000_000

const turned = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Time that goes on when it is told to. */
class Time implements Clock {
  #now = START
  #tasks = new Set<{ at: number; task: () => void }>()

  readonly now = () => this.#now
  readonly steady = () => this.#now

  readonly after = (ms: number, task: () => void) => {
    const entry = { at: this.#now + Math.ceil(ms), task }
    this.#tasks.add(entry)
    return () => void this.#tasks.delete(entry)
  }

  async pass(ms: number) {
    const until = this.#now + ms
    for (let due = this.#next(until); due; due = this.#next(until)) {
      this.#tasks.delete(due)
      this.#now = due.at
      due.task()
      await turned()
    }
    this.#now = until
  }

  #next(until: number) {
    return [...this.#tasks].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
  }
}

const isControl = (line: string) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(line)

/** What reaches the room is one line, and no command of the platform. */
const checkLine = (line: string) => {
  demand(!isControl(line), `a reply holds a control character: ${JSON.stringify(line)}`)
  demand(!/^[/.\\]/.test(line), `a reply is a command: ${JSON.stringify(line)}`)
  demand([...line].length <= LONGEST && line.length > 0, `a reply of ${line.length} units`)
  demand(line.isWellFormed(), `a reply ends in half a letter: ${JSON.stringify(line)}`)
}

/** The bot keeps going after a fault of ours, and logs it: here it is one. */
const logTo = (faults: unknown[]): Logger =>
  pino({ level: 'error', hooks: { logMethod: ([first]) => void faults.push(first) } })

/** Rejects with a sentence when a promise is broken. `reached` is told the CC numbers that were sent. */
export const play = async (sayings: readonly Saying[], reached: Set<number>): Promise<void> => {
  const time = new Time()
  const faults: unknown[] = []
  const room = memoryRoom({ now: time.now })
  const { transport } = room
  const lounge = new Chain(time.now, reached)
  const count = () => undefined
  const bot = chatBot({ transport, lounge, profiles: devices, clock: time, log: logTo(faults), count })
  let before = () => undefined as unknown
  for (const { text, who, afterMs, meanwhile } of sayings) {
    await time.pass(afterMs)
    if (meanwhile === 'again') before()
    if (meanwhile === 'clear') room.clear({ of: 'person', login: who.login })
    const id = room.says(who, text)
    before = () => room.says(who, text, { id })
    await turned()
  }
  await time.pass(REST_MS)
  bot.close()
  const [fault] = faults as { err?: Error }[]
  if (fault) throw fault.err ?? new Error(JSON.stringify(fault))
  for (const line of room.heard) checkLine(line)
}
