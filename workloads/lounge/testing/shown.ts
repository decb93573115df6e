/** A lounge whose screen can be looked at: people ask, a node reports, time passes. */
import { ventris } from '../devices/index.ts'
import { type Change, type Commit, commitId, type Reported } from '../log.ts'
import { valuesOf } from '../reducer/turns.ts'
import type { Intent, Who } from '../request.ts'
import { ScreenTracker } from '../screen/tracker.ts'
import { loungeRig, sax } from './rig.ts'

const TERM = { number: 1, environment: 'home' }

export const shownRig = () => {
  const lounge = loungeRig()
  const tracker = new ScreenTracker(ventris)
  let head: Commit | null = null

  const commitOf = (change: Change): Commit => ({
    id: commitId(TERM, change.generation),
    term: TERM,
    kind: 'changes',
    first: change.generation,
    last: change.generation,
    at: change.at,
    changes: [change],
    other: null,
    state: lounge.state,
  })

  /** Accepted, told to the screen, and not sent yet. */
  const ask = (who: Who, intent: Intent) => {
    const result = lounge.ask(who, intent)
    if ('refusal' in result) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
    head = commitOf(result.change)
    tracker.commit(head)
    return result.change
  }

  const report = (given: Partial<Reported> = {}): Reported => ({
    environment: 'home',
    device: ventris.id,
    term: 1,
    generation: head?.last ?? 0,
    values: valuesOf(lounge.state, ventris.id),
    port: 'Virtual Ventris',
    since: 0,
    at: lounge.now,
    ...given,
  })

  tracker.snapshot(null, [])
  ask(sax, { kind: 'evening', cooldowns: { user: 0, control: 0, engine: 0 } })

  return {
    wait: lounge.wait,
    now: () => lounge.now,
    ask,
    tracker,
    head: () => head,
    report,
    /** The node has sent all of it. */
    send: (given: Partial<Reported> = {}) => tracker.reported(report(given), lounge.now),
    screen: () => {
      const screen = tracker.screen(lounge.now)
      if (screen === undefined) throw new Error('nothing is shown yet')
      return screen
    },
  }
}
