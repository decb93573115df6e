/** Whether what nobody needs any more is let go. */
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** What only a finaliser lets go of is there once more. */
const TURNS = 5

/** How many of them are still held by something. */
export const heldOf = async (things: readonly WeakRef<object>[]): Promise<number> => {
  for (let turn = 0; turn < TURNS; turn++) {
    await setImmediate()
    collect()
  }
  return things.filter((thing) => thing.deref()).length
}
