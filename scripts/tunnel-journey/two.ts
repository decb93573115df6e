/** Whether two environments were ever live at once: asked again and again, until it is over. */
import { setTimeout as delay } from 'node:timers/promises'
import { isLive, look, type Side } from '../live/sides.ts'

const LOOK_MS = 50

/** Asks home, then the cloud, then home: home live before and after what the cloud says is two at once. */
const areTwo = async ([near, far]: readonly Side[]) => {
  for (const side of [near, far, near]) if (!side || !isLive(await look(side))) return false
  return true
}

export const watchForTwo = (all: readonly Side[]) => {
  const seen = { looks: 0, two: 0, over: false }
  const watch = async () => {
    for (; !seen.over; seen.looks += 1, await delay(LOOK_MS)) if (await areTwo(all)) seen.two += 1
  }
  return { seen, done: watch() }
}
