/** Asks midi for a change: the same id again and again for three seconds, then says that nobody knows yet. A crowd is asked for in turn. */
import pLimit from 'p-limit'
import { Answer } from '../lounge/answer.ts'
import { Refusal } from '../lounge/refusal.ts'
import { deadline } from '../service/deadline.ts'
import type { Log } from '../service/log.ts'
import { problemFrom } from '../service/problem.ts'
import type { Clock } from './clock.ts'
import { pause } from './clock.ts'
import type { Asked, Lounge, Outcome } from './lounge.ts'

/** In all; after that a viewer has waited long enough. */
export const PATIENCE_MS = 3_000
/** midi waits up to 1.5 s for the pedal; a replica that takes longer than this is not coming back. */
const ATTEMPT_MS = 2_000
/**
 * So many are on their way to midi: four full commits' worth, for each is answered only when its turn on the cable came
 * (a thousand a second need sixty). More at once would make all of them late.
 */
const AT_ONCE = 256
/** The rest wait here for their turn, and are let go while there is still time to ask for those who come after. */
const TURN_MS = 1_000
const FIRST_PAUSE_MS = 80
const LONGEST_PAUSE_MS = 400

type Ports = {
  /** One request to any replica of midi. May ignore the signal. */
  readonly post: (asked: Asked, signal: AbortSignal) => Promise<Response>
  readonly clock: Clock
  readonly log: Log
}

/** What one attempt came to; `again` when another may do better. */
type Attempt = Outcome | 'again'

const isWorthRepeating = (status: number) => status >= 500 || status === 408 || status === 429

/** It has been done; what, is in words that this chat does not know. */
const readAnswer = async (response: Response, log: Log): Promise<Outcome> => {
  const answer = Answer.safeParse(await response.json())
  if (answer.success) return answer.data
  log.error({ err: answer.error }, 'midi answers in a way that chat does not know')
  return 'unsure'
}

const read = async (response: Response, log: Log): Promise<Attempt> => {
  if (response.ok) return readAnswer(response, log)
  const problem = await problemFrom(response)
  const refused = Refusal.safeParse(problem.more.refusal)
  if (refused.success) return refused.data
  if (isWorthRepeating(response.status)) return 'again'
  log.error(
    { status: response.status, type: problem.type, detail: problem.message },
    'midi does not take this',
  )
  return 'unsure'
}

const aborted = (signal: AbortSignal) =>
  new Promise<'again'>((resolve) => {
    if (signal.aborted) return resolve('again')
    signal.addEventListener('abort', () => resolve('again'), { once: true })
  })

const jittered = (attempt: number) =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (0.75 + Math.random() / 2)

export const asking = ({ post, clock, log }: Ports): Lounge['ask'] => {
  const after = clock.after.bind(clock)
  const attempt = async (asked: Asked, signal: AbortSignal): Promise<Attempt> => {
    try {
      return await read(await post(asked, signal), log)
    } catch (err) {
      if (!signal.aborted) log.debug({ err }, 'midi did not answer')
      return 'again'
    }
  }

  const timed = async (asked: Asked, patience: AbortSignal): Promise<Attempt> => {
    const { signal, cancel } = deadline(ATTEMPT_MS, { given: patience, after })
    const outcome = await Promise.race([attempt(asked, signal), aborted(signal)])
    cancel()
    return outcome
  }

  const insist = async (asked: Asked, patience: AbortSignal, attempts = 0): Promise<Outcome> => {
    const outcome = await timed(asked, patience)
    if (outcome !== 'again') return outcome
    await pause(clock, jittered(attempts), patience)
    return patience.aborted ? 'unsure' : insist(asked, patience, attempts + 1)
  }

  const limit = pLimit(AT_ONCE)

  return async function ask(asked, signal) {
    const began = clock.steady()
    const isLate = () => signal.aborted || clock.steady() - began > TURN_MS
    const { signal: patience, cancel } = deadline(PATIENCE_MS, { given: signal, after })
    try {
      return await limit(() => (isLate() ? 'crowded' : insist(asked, patience)))
    } finally {
      cancel()
    }
  }
}
