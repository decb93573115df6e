/** Shows that the checker can fail: each mutant of a service breaks a promise on purpose, and must be caught. */
import { join } from 'node:path'
import type { Service } from '../lounge/plan.ts'
import type { Violation } from './evidence.ts'
import { random } from './random.ts'
import { Trial } from './trial.ts'

type Mutant = {
  readonly name: string
  readonly entries?: Partial<Record<Service, string>>
  readonly env: Partial<Record<Service, Readonly<Record<string, string>>>>
  /** The faults that bring it out, by name. @default none */
  readonly faults?: readonly string[]
  /** Any of these rules must be found broken. */
  readonly breaks: readonly string[]
}

const mutantOf = (service: string) => join(import.meta.dirname, `mutants/${service}.ts`)
const data = { data: mutantOf('data') }
const midi = { midi: mutantOf('midi') }
const chat = { chat: mutantOf('chat') }

const MUTANTS: readonly Mutant[] = [
  {
    name: 'data drops a write and answers 201',
    entries: data,
    env: { data: { MUTATION: 'drop-write' } },
    breaks: ['acknowledged'],
  },
  {
    name: 'data writes a change twice',
    entries: data,
    env: { data: { MUTATION: 'duplicate' } },
    breaks: ['once'],
  },
  {
    name: 'data gives a generation out again',
    entries: data,
    env: { data: { MUTATION: 'overwrite' } },
    faults: ['kill -9 midi1'],
    breaks: ['acknowledged', 'fold', 'told'],
  },
  {
    name: 'data tells of a commit that is never written',
    entries: data,
    env: { data: { MUTATION: 'tell-first' } },
    breaks: ['told'],
  },
  {
    name: 'midi answers before the commit is durable',
    entries: midi,
    env: { midi: { MUTATION: 'acknowledge-first' } },
    breaks: ['acknowledged'],
  },
  {
    name: 'midi forgets which lines it has done',
    entries: midi,
    env: { midi: { MUTATION: 'forget-ids' } },
    faults: ['kill -9 chat'],
    breaks: ['once'],
  },
  {
    name: 'chat says "set" where nobody knows',
    entries: chat,
    env: {},
    faults: ['cut chat-midi'],
    breaks: ['acknowledged'],
  },
  {
    name: 'midi sends before the commit is durable',
    entries: midi,
    env: { midi: { MUTATION: 'send-first' } },
    breaks: ['invented', 'pedal'],
  },
  {
    name: 'the node does not apply again after its port was away',
    env: { 'midi-node': { MUTATION: 'skip-reapply' } },
    faults: ['cable pulled, pedal off and on'],
    breaks: ['pedal'],
  },
]

const ROUNDS = 8

const hunt = async (mutant: Mutant, seed: number, say: (sentence: string) => void): Promise<Violation[]> => {
  const { entries = {}, env, faults: wanted = [], breaks } = mutant
  const trial = await Trial.open({ store: 'sqlite', random: random(seed), entries, env, say })
  try {
    const faults = trial.faults().filter(({ name }) => wanted.includes(name))
    let found: Violation[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      found = (await trial.round(faults)).violations
      if (found.some(({ rule }) => breaks.includes(rule))) break
    }
    return found
  } finally {
    await trial.close()
  }
}

/** Whether each of them was caught. */
export const mutations = async (seed: number, say: (sentence: string) => void): Promise<boolean> => {
  let areCaught = true
  for (const mutant of MUTANTS) {
    const rules = [...new Set((await hunt(mutant, seed, say)).map(({ rule }) => rule))]
    const isCaught = rules.some((rule) => mutant.breaks.includes(rule))
    say(
      `${isCaught ? 'caught' : 'NOT CAUGHT'}: ${mutant.name} (${rules.join(', ') || 'nothing was found broken'})`,
    )
    areCaught &&= isCaught
  }
  return areCaught
}
