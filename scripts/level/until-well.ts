/** Asks whether the sides are level until they are, or the time is over: a side that does not answer now may soon. */
import { setTimeout as delay } from 'node:timers/promises'

export type Answer = {
  readonly isWell: boolean
  /** For people, a line each. */
  readonly says: readonly string[]
}

export type Wait = {
  /** Rejects where a side does not answer. */
  readonly ask: () => Promise<Answer>
  readonly seconds: number
  /** Told why a side cannot be asked, whenever that is something else. */
  readonly tell: (why: string) => void
  readonly pause?: () => Promise<unknown>
  readonly now?: () => number
}

const SECOND = 1_000

const answered = (ask: Wait['ask']): Promise<Answer & { readonly why?: string }> =>
  ask().catch(({ message: why }: Error) => ({ isWell: false, says: [why], why }))

/** Resolves with what was answered last. */
export const untilWell = async ({
  ask,
  seconds,
  tell,
  pause = () => delay(SECOND),
  now = Date.now,
}: Wait): Promise<Answer> => {
  const end = now() + seconds * SECOND
  let last = await answered(ask)
  for (let told: string | undefined; !last.isWell && now() < end; last = await answered(ask)) {
    if (last.why !== undefined && last.why !== told) tell(last.why)
    told = last.why
    await pause()
  }
  return last
}
