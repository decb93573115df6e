/** Asks how something is until it is well, or the time is over. */
import { setTimeout as delay } from 'node:timers/promises'

export type Wait<Answer> = {
  readonly ask: () => Promise<Answer>
  /** What is wrong, in words that stay while it does; none where all is well. */
  readonly wrong: (answer: Answer) => string | undefined
  readonly seconds: number
  /** Told whenever something else is wrong, while there is time. */
  readonly tell: (answer: Answer) => void
  readonly pause?: () => Promise<unknown>
  readonly now?: () => number
}

const SECOND = 1_000

/** Resolves with what was answered last. */
export const untilWell = async <Answer>({ ask, wrong, seconds, tell, ...clock }: Wait<Answer>) => {
  const { pause = () => delay(SECOND), now = Date.now } = clock
  const end = now() + seconds * SECOND
  let answer = await ask()
  let told: string | undefined
  for (let why = wrong(answer); why !== undefined && now() < end; why = wrong(answer)) {
    if (why !== told) tell(answer)
    told = why
    await pause()
    answer = await ask()
  }
  return answer
}
