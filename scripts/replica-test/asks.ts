/** What checks ask of a trial. */
import assert from 'node:assert/strict'
import type { Trial } from './trial.ts'

/** What it says where it is refused; throws where it is not. */
export const failure = (does: Promise<unknown>) =>
  does.then(
    () => assert.fail('it was not refused'),
    (error: Error) => error.message,
  )

/** Operation → how often an `up` would do it. */
export const changed = async ({ stack, told }: Trial) => {
  const { same: _, ...changes } = await stack.preview(told)
  return changes
}
