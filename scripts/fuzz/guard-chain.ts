/** A lounge that decides at once, without a socket: the shipped guards, reducer, words, and the plan for the wire. */
import type { Lounge, Outcome } from '../../workloads/chat/lounge.ts'
import type { View } from '../../workloads/lounge/answer.ts'
import { devices, ventris } from '../../workloads/lounge/devices/index.ts'
import { Change } from '../../workloads/lounge/log.ts'
import { reduce } from '../../workloads/lounge/reducer/reduce.ts'
import { valuesOf } from '../../workloads/lounge/reducer/turns.ts'
import { Intent, type Request } from '../../workloads/lounge/request.ts'
import { initialState, State, type Values } from '../../workloads/lounge/state.ts'
import { afterSending, isSend, plan, type Send } from '../../workloads/lounge/wire.ts'
import { answerWords, refusalWords } from '../../workloads/lounge/words/replies.ts'
import { controlChange } from '../../workloads/midi-node/out.ts'
import { demand } from './demand.ts'

const RECENT = 200

/** Words that would be a command of the platform, were there nothing before them. */
const checkWords = (words: string) =>
  demand(!/^\s*[/.\\]/.test(words), `words begin like a command: ${JSON.stringify(words)}`)

const is7Bit = (value: number) => Number.isInteger(value) && value >= 0 && value <= 127

/** What the node's port would be given. */
const checkStep = ({ cc, value }: Send) => {
  const [status, ...data] = controlChange(0, { cc, value })
  const isWell = status === 0xb0 && data.length === 2 && data.every(is7Bit)
  demand(isWell && data[0] === cc, `CC ${cc} = ${value} was to be sent as ${status} ${data}`)
}

/** One reducer and one pedal: what is asked of it happens at once. */
export class Chain implements Lounge {
  readonly #now: () => number
  readonly #reached: Set<number>
  #state: State = initialState
  #recent: Change[] = []
  #sent: Values = {}
  #generation = 1
  /** Ids of all that was asked for. */
  readonly #asked = new Set<string>()

  /** `reached`: the CC numbers that were sent. */
  constructor(now: () => number, reached: Set<number>) {
    this.#now = now
    this.#reached = reached
  }

  isCurrent() {
    return true
  }

  view(): View {
    return {
      ...{ environment: 'home', term: { number: 1, environment: 'home' }, live: true, reported: [] },
      ...{ generation: this.#generation, state: this.#state, at: this.#now() },
    }
  }

  /** Rejects with a sentence when a promise is broken. */
  async ask({ id, intent, who }: Parameters<Lounge['ask']>[0]): Promise<Outcome> {
    const read = Intent.safeParse(intent)
    demand(read.success && who !== undefined, `midi would not take ${JSON.stringify(intent)}`)
    demand(!this.#asked.has(id), `${id} is asked for a second time`)
    this.#asked.add(id)
    if (!who) return 'unsure'
    const request: Request = { id, correlation: id, source: 'chat', who, intent }
    const moment = { state: this.#state, recent: this.#recent, request, now: this.#now() }
    const result = reduce({ ...moment, generation: this.#generation + 1, profiles: devices })
    if ('refusal' in result) {
      checkWords(refusalWords(result.refusal, this.#now()))
      return result.refusal
    }
    this.#take(result.change, result.state)
    const answer = { outcome: 'applied' as const, change: result.change }
    checkWords(answerWords(answer, devices))
    return answer
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
      checkStep(step)
      this.#reached.add(step.cc)
      this.#sent = afterSending(ventris, this.#sent, step)
    }
    const left = plan(ventris, this.#sent, desired)
    demand(left.length === 0, `something is never sent: ${JSON.stringify(left)}`)
  }
}
