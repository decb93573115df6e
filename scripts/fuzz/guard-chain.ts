/** The way of a chat line through the shipped code, without a socket: grammar, guards, words, the plan for the wire. */
import { oneLine } from '../../workloads/chat/one-line.ts'
import { devices, ventris } from '../../workloads/lounge/devices/index.ts'
import type { Command } from '../../workloads/lounge/grammar/command.ts'
import { parse } from '../../workloads/lounge/grammar/parse.ts'
import { Change } from '../../workloads/lounge/log.ts'
import { reduce } from '../../workloads/lounge/reducer/reduce.ts'
import { valuesOf } from '../../workloads/lounge/reducer/turns.ts'
import { Intent, type Request } from '../../workloads/lounge/request.ts'
import { initialState, State, type Values } from '../../workloads/lounge/state.ts'
import { afterSending, isSend, plan } from '../../workloads/lounge/wire.ts'
import {
  answerWords,
  faultWords,
  helpWords,
  presetsWords,
  refusalWords,
  statusWords,
} from '../../workloads/lounge/words/replies.ts'
import type { Saying } from './chat-lines.ts'

const RECENT = 200
const LONGEST = 500

const demand = (holds: boolean, sentence: string) => {
  if (!holds) throw new Error(sentence)
}

const isControl = (char: string) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(char)

/** What reaches the room is one line, and no command of the platform. */
const checkReply = (words: string, name: string) => {
  demand(!/^\s*[/.\\]/.test(words), `words begin like a command: ${JSON.stringify(words)}`)
  const line = oneLine(`@${name} ${words}`)
  demand(!isControl(line), `a reply holds a control character: ${JSON.stringify(line)}`)
  demand(!/^[/.\\]/.test(line), `a reply is a command: ${JSON.stringify(line)}`)
  demand([...line].length <= LONGEST && line.length > 0, `a reply of ${line.length} units`)
}

const is7Bit = (value: number) => Number.isInteger(value) && value >= 0 && value <= 127

/** A lounge of one reducer and one pedal: what is said to it happens at once. */
export class Chain {
  #state: State = initialState
  #recent: Change[] = []
  #sent: Values = {}
  #now = 1_000_000
  #generation = 1
  #count = 0

  /** Throws a sentence when a promise is broken. */
  say({ text, who, afterMs }: Saying) {
    this.#now += afterMs
    const command = parse(text, devices)
    if (command) checkReply(this.#answer(command, who), who.name)
  }

  #answer(command: Command, who: Saying['who']): string {
    if (command.do === 'ask') return this.#ask(command.intent, who)
    if (command.do === 'fault') return faultWords(command.fault)
    if (command.do === 'help') return helpWords(command.topic, devices, this.#state)
    const view = {
      ...{ environment: 'home', term: { number: 1, environment: 'home' }, live: true, reported: [] },
      ...{ generation: this.#generation, state: this.#state, at: this.#now },
    }
    return command.do === 'status' ? statusWords(view, devices, this.#now) : presetsWords(view)
  }

  #ask(intent: Intent, who: Saying['who']): string {
    demand(Intent.safeParse(intent).success, `midi would not take ${JSON.stringify(intent)}`)
    this.#count += 1
    const id = `line-${this.#count}`
    const request: Request = { id, correlation: id, source: 'chat', who, intent }
    const { generation } = { generation: this.#generation + 1 }
    const moment = { state: this.#state, recent: this.#recent, request, now: this.#now, generation }
    const result = reduce({ ...moment, profiles: devices })
    if ('refusal' in result) return refusalWords(result.refusal, this.#now)
    this.#take(result.change, result.state)
    return answerWords({ outcome: 'applied', change: result.change }, devices)
  }

  #take(change: Change, state: State) {
    demand(Change.safeParse(change).success, `data would not take ${JSON.stringify(change)}`)
    demand(State.safeParse(state).success, `data would not take the state after ${JSON.stringify(change)}`)
    this.#generation = change.generation
    this.#recent = [...this.#recent, change].slice(-RECENT)
    this.#state = state
    this.#send()
  }

  #send() {
    const desired = valuesOf(this.#state, ventris.id)
    for (const step of plan(ventris, this.#sent, desired).filter(isSend)) {
      demand(is7Bit(step.cc) && is7Bit(step.value), `CC ${step.cc} = ${step.value} was to be sent`)
      this.#sent = afterSending(ventris, this.#sent, step)
    }
    const left = plan(ventris, this.#sent, desired)
    demand(left.length === 0, `something is never sent: ${JSON.stringify(left)}`)
  }
}
