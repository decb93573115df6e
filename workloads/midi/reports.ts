/** What the nodes report, and who waits for it: accepted becomes applied when a report is at or past the change. */
import type { Answer } from '../lounge/answer.ts'
import type { Change, Reported, Term, Turn } from '../lounge/log.ts'
import type { Head } from './head.ts'

/** How long an answer waits for the node before it says pending, in milliseconds. */
const APPLY_MS = 1_500

const deviceOf = ({ turns, momentary }: Change) => turns[0]?.device ?? momentary?.device

export class Reports {
  readonly #environment: string
  readonly #byDevice = new Map<string, Reported>()
  readonly #waiting = new Set<() => void>()

  constructor(environment: string) {
    this.#environment = environment
  }

  /** This environment's, newest per device. */
  get all(): Reported[] {
    return [...this.#byDevice.values()]
  }

  of(device: string): Reported | undefined {
    return this.#byDevice.get(device)
  }

  /** The highest term that a node is known to have served: it serves nothing lower. */
  get lock(): Term | undefined {
    const served = this.all
      .filter(({ term }) => term > 0)
      .map(({ serves, term, environment }) => serves ?? { number: term, environment })
    return served.reduce<Term | undefined>((a, b) => (a && a.number >= b.number ? a : b), undefined)
  }

  /** False when it is another environment's or older than what is known. */
  take(reported: Reported): boolean {
    const known = this.#byDevice.get(reported.device)
    if (reported.environment !== this.#environment) return false
    if (known && (reported.term < known.term || reported.at < known.at)) return false
    this.#byDevice.set(reported.device, reported)
    return true
  }

  /** A report was taken, or a commit: whoever waits looks again. */
  look() {
    for (const look of [...this.#waiting]) look()
  }

  /**
   * The node's report at or past the change in this term or a later one, any node's where it is about no one device;
   * undefined after 1.5 s. Generations of an earlier term say nothing: a takeover may have given them out again. And
   * another value than the one asked for says nothing until it is known whose it is.
   */
  async reach(change: Change, head: Head): Promise<Reported | undefined> {
    const concerned = deviceOf(change)
    const number = head.commit?.term.number ?? 0
    const reached = () =>
      this.all.find(
        (reported) =>
          reported.device === (concerned ?? reported.device) &&
          isAtOrPast(reported, number, change.generation) &&
          (hasAsked(change, reported) || replacer(change, reported, head.recent) !== undefined),
      )
    return reached() ?? (await this.#wait(reached))
  }

  #wait(reached: () => Reported | undefined): Promise<Reported | undefined> {
    const { promise, resolve } = Promise.withResolvers<Reported | undefined>()
    const timer = setTimeout(() => resolve(undefined), APPLY_MS)
    const look = () => {
      const reported = reached()
      if (reported) resolve(reported)
    }
    this.#waiting.add(look)
    return promise.finally(() => {
      clearTimeout(timer)
      this.#waiting.delete(look)
    })
  }
}

const isAtOrPast = ({ port, serves, term, generation }: Reported, number: number, wanted: number) =>
  port !== null && serves === undefined && term >= number && generation >= wanted

const same = (a: Turn, b: Turn) => a.device === b.device && a.control === b.control

/** The value that was asked for went out, or none was. */
const hasAsked = ({ turns: [asked] }: Change, { values }: Reported) =>
  !asked || asked.to === null || values[asked.control] === asked.to

/** The newer change whose value went out instead of this one's. */
const replacer = ({ generation, turns: [asked] }: Change, { values }: Reported, recent: readonly Change[]) =>
  recent.findLast(
    (later) =>
      later.generation > generation &&
      later.turns.some((turn) => asked && same(turn, asked) && turn.to === values[asked.control]),
  )

/** Whether a pedal hears of it; a change of the desk alone is applied by being durable. */
const isForPedal = (change: Change) => deviceOf(change) !== undefined || change.intent.kind === 'resync'

/** The honest answer to a change that was just accepted. */
export const answerTo = async (change: Change, reports: Reports, head: Head): Promise<Answer> => {
  if (!isForPedal(change)) return { outcome: 'applied', change }
  const reported = await reports.reach(change, head)
  if (!reported) return { outcome: 'pending', change }
  const newer = hasAsked(change, reported) ? undefined : replacer(change, reported, head.recent)
  const [asked] = change.turns
  if (!newer || !asked) return { outcome: 'applied', change }
  const value = reported.values[asked.control] ?? 0
  return { outcome: 'replaced', change, replacedBy: { by: newer.who.name, value } }
}
