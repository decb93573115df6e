/** The bot: one chat line in, one change out, one honest reply back. */
import { createHash } from 'node:crypto'
import type { Command } from '../../lounge/grammar/command.ts'
import { parse } from '../../lounge/grammar/parse.ts'
import type { Who } from '../../lounge/request.ts'
import type { Log } from '../../service/log.ts'
import type { Clear, Line, Listener, Notice, RoomState, Transport } from '../transport.ts'
import type { Ports as AnswerPorts } from './answers.ts'
import { Answers } from './answers.ts'
import { ears } from './ears.ts'
import { Limiter } from './limiter.ts'
import { people } from './people.ts'
import { unnamedMutes } from './unnamed.ts'

export type Ports = AnswerPorts & {
  readonly transport: Transport
  readonly log: Log
  /** Logins that are never heard. @default bots that live in many channels */
  readonly bots?: readonly string[]
}

export type Bot = {
  /** Stops hearing and saying; what is being asked is given up. Leaves the transport open. */
  close(): void
}

/** A line that is being answered. */
type Open = { readonly line: Line; readonly abort: AbortController }

/** The log keeps commands, not who people are. */
const pseudonym = ({ platform, id }: Who) =>
  createHash('sha256').update(`${platform}:${id}`).digest('hex').slice(0, 12)

const NOTICES = {
  msg_duplicate: 'notice-duplicate',
  msg_ratelimit: 'notice-ratelimit',
  msg_slowmode: 'notice-ratelimit',
} as const

const counted = ({ code }: Notice) => NOTICES[code as keyof typeof NOTICES] ?? 'notice-other'

const doing = (command: Command) => (command.do === 'ask' ? command.intent.kind : command.do)

const covers = (clear: Clear, line: string, login: string) =>
  clear.of === 'room' || (clear.of === 'person' ? clear.login === login : clear.id === line)

class ChatBot implements Listener {
  readonly #ports: Ports
  readonly #isHeard: (line: Line) => boolean
  readonly #people = people()
  readonly #name: ReturnType<typeof unnamedMutes>
  readonly #answers: Answers
  readonly #replies: Limiter
  readonly #open = new Set<Open>()

  constructor(ports: Ports) {
    const { transport, clock, count } = ports
    this.#ports = ports
    this.#isHeard = ears(ports)
    this.#name = unnamedMutes(ports)
    this.#answers = new Answers(ports)
    this.#replies = new Limiter({ say: (text) => transport.say(text), clock, count })
  }

  line(line: Line) {
    if (!this.#isHeard(line)) return
    this.#people.heard(line)
    const command = parse(line.text, this.#ports.profiles)
    if (this.#isOnStandby()) return command && this.#ports.count('standby')
    const open = { line, abort: new AbortController() }
    void this.#name(line, open.abort.signal)
    if (command) void this.#reply(open, this.#known(command))
  }

  clear(clear: Clear) {
    for (const { line, abort } of this.#open) if (covers(clear, line.id, line.who.login)) abort.abort()
    this.#replies.cancel(({ line, login }) => covers(clear, line, login))
  }

  state({ is, why, trusted }: RoomState) {
    this.#ports.log.info({ room: is }, why)
    if (is === 'joined') this.#replies.joined(trusted)
  }

  notice(notice: Notice) {
    this.#ports.count(counted(notice))
    this.#ports.log.warn({ code: notice.code }, 'the platform did not take a line')
  }

  close() {
    for (const { abort } of this.#open) abort.abort()
    this.#replies.close()
  }

  /** Somebody else serves the pedal, and answers. So it may be as long as midi has never said who does. */
  #isOnStandby() {
    const view = this.#ports.lounge.view()
    return view === undefined || !(view.live || view.opening)
  }

  async #reply(open: Open, command: Command) {
    this.#ports.count('command')
    this.#open.add(open)
    try {
      this.#say(
        open,
        await this.#answers.to({ line: open.line, command, signal: open.abort.signal }),
        command,
      )
    } catch (fault) {
      this.#ports.log.error({ correlation: open.line.id, err: fault }, 'a command could not be answered')
    } finally {
      this.#open.delete(open)
    }
  }

  #say({ line, abort }: Open, words: string | undefined, command: Command) {
    const { log, count } = this.#ports
    const { aborted: isCancelled } = abort.signal
    log.info(
      { correlation: line.id, who: pseudonym(line.who), command: doing(command), isCancelled },
      'command',
    )
    if (isCancelled) return count('cancelled')
    if (words === undefined) return
    this.#replies.add({ line: line.id, login: line.who.login, text: `@${line.who.name} ${words}` })
  }

  #known(command: Command): Command {
    return command.do === 'ask' ? { ...command, intent: this.#people.known(command.intent) } : command
  }
}

/** Starts listening at once. */
export const chatBot = (ports: Ports): Bot => {
  const bot = new ChatBot(ports)
  const stopListening = ports.transport.listen(bot)
  return {
    close() {
      stopListening()
      bot.close()
    },
  }
}
