/** The words that answer a command, or silence where silence is right. */
import type { Answer } from '../../lounge/answer.ts'
import type { Command } from '../../lounge/grammar/command.ts'
import { normalise } from '../../lounge/name.ts'
import type { Profile } from '../../lounge/profile.ts'
import type { Refusal } from '../../lounge/refusal.ts'
import type { Intent } from '../../lounge/request.ts'
import { initialState } from '../../lounge/state.ts'
import {
  answerWords,
  crowdedWords,
  faultWords,
  helpWords,
  presetsWords,
  refusalWords,
  statusWords,
  unsureWords,
} from '../../lounge/words/replies.ts'
import type { Clock } from '../clock.ts'
import type { Lounge } from '../lounge.ts'
import type { Line } from '../transport.ts'
import type { Count, Event } from './count.ts'
import { denials } from './denials.ts'
import { pace } from './pace.ts'

export type Ports = { lounge: Lounge; profiles: readonly Profile[]; clock: Clock; count: Count }

/** What somebody said, what it means, and the end of anybody's interest in it. */
export type Said = { readonly line: Line; readonly command: Command; readonly signal: AbortSignal }

const CANNOT_SEE = 'I cannot see right now what is on; try again in a moment'

type Words = string | undefined

/** What is answered once in 5 s: each question, and a viewer who asks for one topic after another. */
const paced = ({ command, line: { who } }: Said): string[] => {
  if (command.do !== 'help') return [command.do]
  const { topic } = command
  const ofWhom = topic === undefined || who.role !== 'viewer' ? [] : [`help for ${who.id}`]
  return [`help ${normalise(topic ?? '')}`, ...ofWhom]
}

export class Answers {
  readonly #ports: Ports
  readonly #denials: ReturnType<typeof denials>
  readonly #mayAnswer: ReturnType<typeof pace>
  readonly #mayRefuse: ReturnType<typeof pace>

  constructor(ports: Ports) {
    this.#ports = ports
    this.#denials = denials(ports.clock)
    this.#mayAnswer = pace(ports.clock)
    this.#mayRefuse = pace(ports.clock)
  }

  async to(said: Said): Promise<Words> {
    const { command, line } = said
    if (command.do === 'ask') return this.#ask(command.intent, said)
    if (command.do === 'fault') return this.#no(faultWords(command.fault), line)
    if (!this.#mayAnswer(...paced(said))) return this.#silence('silent-repeat')
    return command.do === 'help' ? this.#help(command.topic, said) : this.#tell(command.do)
  }

  #silence(why: Event): undefined {
    this.#ports.count(why)
  }

  async #ask(intent: Intent, said: Said): Promise<Words> {
    const { line, signal } = said
    const outcome = await this.#ports.lounge.ask({ id: line.id, who: line.who, intent }, signal)
    if (signal.aborted) return undefined
    if (typeof outcome === 'string') return this.#unanswered(outcome)
    return 'reason' in outcome ? this.#refused(outcome, line) : this.#accepted(outcome, line)
  }

  #accepted(answer: Answer, { who }: Line): Words {
    this.#ports.count('accepted')
    this.#denials.accepted(who, answer.change.label)
    return answerWords(answer, this.#ports.profiles)
  }

  #refused(refusal: Refusal, line: Line): Words {
    // The environment that is live answers.
    if (refusal.reason === 'standby' && refusal.live !== null) return this.#silence('standby')
    if (refusal.reason === 'cooldown' && !this.#denials.isFirst(line.who, refusal))
      return this.#silence('silent-cooldown')
    this.#ports.count('refused')
    const words = refusalWords(refusal, this.#ports.clock.now())
    return refusal.reason === 'cooldown' ? words : this.#no(words, line)
  }

  /** A viewer who goes on saying what is no use hears why once in a while, and fills nobody's room. */
  #no(words: string, { who }: Line): Words {
    const mayHear = who.role !== 'viewer' || this.#mayRefuse(`${who.id} ${words}`)
    return mayHear ? words : this.#silence('silent-repeat')
  }

  #unanswered(outcome: 'unsure' | 'crowded'): Words {
    this.#ports.count(outcome)
    return outcome === 'unsure' ? unsureWords() : crowdedWords()
  }

  /** The card on the overlay follows when midi is there; the words do not wait for it. */
  #help(topic: string | undefined, { line, signal }: Said): Words {
    const { lounge, profiles } = this.#ports
    void lounge.ask({ id: line.id, who: line.who, intent: { kind: 'card', topic: topic ?? '' } }, signal)
    return helpWords(topic, profiles, lounge.view()?.state ?? initialState)
  }

  #tell(what: 'status' | 'presets'): Words {
    const { lounge, profiles, clock } = this.#ports
    const view = lounge.isCurrent() ? lounge.view() : undefined
    if (!view) return CANNOT_SEE
    return what === 'status' ? statusWords(view, profiles, clock.now()) : presetsWords(view)
  }
}
