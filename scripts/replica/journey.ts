/** Steps in their order, which can be left at any of them and begun again: each does only what is not done yet. */

export type Step = {
  /** What it does, as a person would say it. */
  readonly title: string
  readonly does: () => Promise<void>
}

type Walk = {
  readonly say: (line: string) => void
  /** Aborted when the person wants to stop. */
  readonly signal: AbortSignal
}

/** It ended before its end; `left` is what is still to do, the step at which it ended first. */
export class Halfway extends Error {
  readonly left: readonly string[]

  constructor(left: readonly string[], cause: unknown) {
    super((cause as Error).message, { cause })
    this.left = left
  }
}

const SECOND = 1000

/** Rejects with a `Halfway`. */
export const walk = async (steps: readonly Step[], { say, signal }: Walk) => {
  for (const [index, { title, does }] of steps.entries()) {
    const began = Date.now()
    say(`${index + 1}/${steps.length} ${title}`)
    try {
      signal.throwIfAborted()
      await does()
      signal.throwIfAborted()
    } catch (cause) {
      throw new Halfway(
        steps.slice(index).map((step) => step.title),
        signal.aborted ? new Error('stopped by hand') : cause,
      )
    }
    say(`    done in ${((Date.now() - began) / SECOND).toFixed(0)} s`)
  }
}
