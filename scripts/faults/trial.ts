/** One lounge under fire: a steady crowd, one fault or two at a time, and a look at the evidence after each heal. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CHANNEL, type Service, type StoreKind } from '../lounge/plan.ts'
import { openProcesses, type Processes } from '../lounge/processes.ts'
import { check, isSettled } from './checker.ts'
import { late, type Rest, restWords } from './checks/late.ts'
import { Crowd } from './crowd.ts'
import type { Evidence, Violation } from './evidence.ts'
import { type Fault, faultsOf } from './faults.ts'
import type { Random } from './random.ts'
import { schedule } from './schedule.ts'
import { stolen } from './stolen.ts'
import { Tally } from './tally.ts'
import { openWitness, type Witness } from './witness.ts'

const MODERATORS = ['mo', 'max']
/** How long a fault lasts: up to longer than chat asks for an answer, in milliseconds. */
const FAULT_MS = [500, 4_500] as const
/** Looks and the pause between them: 5 s on a machine that keeps up, longer on one that lets this process starve too. */
const LOOKS = 100
const LOOK_MS = 50
/** At most 40 s: past that the rest of the lounge is looked at without it. */
const CHAT_LOOKS = 800
/** Lines that had an effect and are said anew under their old ids, after a heal and once the bot is there for sure. */
const REDELIVERED = 4

export type TrialOptions = {
  readonly store: StoreKind
  readonly random: Random
  readonly entries?: Partial<Record<Service, string>>
  readonly env?: Partial<Record<Service, Readonly<Record<string, string>>>>
  readonly say: (sentence: string) => void
}

export type Outcome = { violations: Violation[]; evidence: Evidence; rest: Rest }

export class Trial {
  readonly #options: TrialOptions
  readonly #lounge: Processes
  readonly #witness: Witness
  readonly #crowd: Crowd
  /** Ids of all that was done until the last look. */
  #done: ReadonlySet<string> = new Set()

  private constructor(options: TrialOptions, lounge: Processes, witness: Witness) {
    const { random } = options
    this.#options = options
    this.#lounge = lounge
    this.#witness = witness
    const { ports, secrets } = lounge
    const people = { viewers: 24, moderators: MODERATORS, everyMs: 100 }
    this.#crowd = new Crowd({ port: ports.irc, channel: CHANNEL, key: secrets.key, random, ...people })
  }

  static async open(options: TrialOptions): Promise<Trial> {
    const { store, entries = {}, env = {} } = options
    const folder = await mkdtemp(join(tmpdir(), 'lounge-faults-'))
    const lounge = await openProcesses({ store, moderators: MODERATORS, overlay: true, entries, env, folder })
    const trial = new Trial(options, lounge, await openWitness(lounge))
    await trial.#everybodyIsIn()
    return trial
  }

  /** Until the time is over, or a promise is broken. */
  async run(seconds: number): Promise<Outcome & { tally: Tally }> {
    const { random } = this.#options
    const until = Date.now() + seconds * 1_000
    const all = this.faults()
    const tally = new Tally(all)
    for (const faults of schedule(all, random)) {
      const outcome = await this.round(faults)
      tally.healed(faults, outcome.rest)
      if (outcome.violations.length > 0 || Date.now() >= until) return { ...outcome, tally }
    }
    throw new Error('a schedule never ends')
  }

  async round(faults: readonly Fault[]): Promise<Outcome> {
    const { random, say } = this.#options
    await this.#chatIsThere()
    this.#redeliver()
    this.#crowd.speak()
    await delay(random.between(300, 900))
    for (const fault of faults) await fault.begin()
    await delay(random.between(...FAULT_MS))
    await Promise.all(faults.map((fault) => fault.heal()))
    const rested = this.#watch()
    this.#redeliver()
    await delay(random.between(0, 600))
    this.#crowd.quiet()
    const outcome = await this.#settle(rested)
    const { evidence, rest, violations } = outcome
    this.#done = new Set(evidence.commits.flatMap(({ changes }) => changes.map(({ id }) => id)))
    const names = faults.map(({ name }) => name).join(' + ') || 'nothing'
    say(
      `${names}: settled in ${restWords(rest)}, generation ${evidence.commits.at(-1)?.last}, ${violations.length} violations`,
    )
    return outcome
  }

  faults() {
    return faultsOf(this.#lounge)
  }

  /** `kept`: what broke a promise, for somebody to read beside the logs; without it the folder goes. */
  async close(kept?: Outcome) {
    const { folder } = this.#lounge
    this.#crowd.close()
    this.#witness.close()
    await this.#lounge.close()
    if (!kept) return rm(folder, { recursive: true, force: true })
    await writeFile(join(folder, 'evidence.json'), JSON.stringify(kept, null, 1))
    this.#options.say(`the logs and the evidence are in ${folder}`)
  }

  /** After a few faults the bot waits long before it dials again: a fault in its absence would prove nothing. */
  async #chatIsThere() {
    const url = `http://127.0.0.1:${this.#lounge.ports.chat}/readyz`
    for (let look = 0; look < CHAT_LOOKS; look += 1) {
      const { status } = await fetch(url)
        .then((response) => response.json() as Promise<{ status: string }>)
        .catch(() => ({ status: 'away' }))
      if (status === 'ready') return
      await delay(LOOK_MS)
    }
  }

  /** A platform may deliver a line twice, and a chat that was killed has forgotten that it heard it. */
  #redeliver() {
    const { random } = this.#options
    const recent = this.#witness.lines.filter(({ id }) => this.#done.has(id)).slice(-40)
    for (let left = Math.min(REDELIVERED, recent.length); left > 0; left -= 1) {
      const { id, login, text } = random.pick(recent)
      this.#lounge.children.irc.tell({ do: 'say', login, text, tags: { id } })
    }
  }

  async #everybodyIsIn() {
    while (!this.#crowd.isIn || !this.#witness.isIn()) await delay(LOOK_MS)
  }

  /** Counts from the heal on. */
  #watch() {
    const began = performance.now()
    const children = Object.values(this.#lounge.children)
    const stolenMs = stolen(() => [process.pid, ...children.flatMap(({ pid }) => pid ?? [])])
    return (): Rest => ({ settledMs: Math.round(performance.now() - began), stolenMs: stolenMs() })
  }

  async #settle(rested: () => Rest): Promise<Outcome> {
    let evidence = await this.#witness.evidence({ anew: true })
    for (let look = 0; look < LOOKS && !isSettled(evidence); look += 1) {
      await delay(LOOK_MS)
      const isNear = isSettled(await this.#witness.evidence({ anew: false }))
      // What was asked for just before the crowd fell silent may still come in between.
      if (isNear || look === LOOKS - 1) evidence = await this.#witness.evidence({ anew: true })
    }
    const rest = rested()
    return { violations: [...check(evidence), ...late(rest)], evidence, rest }
  }
}
