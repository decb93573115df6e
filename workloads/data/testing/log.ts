/** Commits and reports to test with, and a watcher that can be waited for. */
import { type Change, type Commit, commitId, type Reported } from '../../lounge/log.ts'
import { initialState } from '../../lounge/state.ts'
import type { Watcher } from '../store.ts'

const AT = Date.UTC(2026, 10, 22, 20)

const aChange = (generation: number): Change => ({
  id: `line-${generation}`,
  generation,
  correlation: `line-${generation}`,
  source: 'chat',
  who: { platform: 'twitch', id: '7', login: 'ana', name: 'Ana', role: 'viewer' },
  at: AT + generation,
  intent: { kind: 'set', control: 'time', to: { as: 'level', level: 7 } },
  turns: [{ device: 'ventris', control: 'a.time', from: null, to: 89 }],
  label: 'Time',
  limited: false,
})

type Shape = { term?: number; environment?: string; changes?: number }

/** One that begins at generation `first`, with as many changes as asked for. */
export const aCommit = (
  first: number,
  { term: number = 1, environment = 'home', changes = 1 }: Shape = {},
): Commit => {
  const term = { number, environment }
  const generations = Array.from({ length: changes }, (_, index) => first + index)
  return {
    id: commitId(term, first),
    term,
    kind: changes === 0 ? 'opening' : 'changes',
    first,
    last: first + Math.max(1, changes) - 1,
    at: AT + first,
    changes: generations.map(aChange),
    other: null,
    state: {
      ...initialState,
      devices: { ventris: { 'a.time': { value: 89, generation: first, by: 'Ana' } } },
    },
  }
}

export const aReport = (given: Partial<Reported> = {}): Reported => ({
  environment: 'home',
  device: 'ventris',
  term: 1,
  generation: 1,
  values: { 'a.time': 89 },
  port: 'virtual pedal',
  since: AT,
  at: AT,
  ...given,
})

/** Gathers what a follower is told. `until` resolves as soon as it holds, now or after a later word. */
export const listener = () => {
  const heard = { commits: [] as Commit[], reports: [] as Reported[], states: [] as string[] }
  const waiting = new Set<() => void>()
  const tell = (note: () => void) => {
    note()
    for (const look of waiting) look()
  }
  const watcher: Watcher = {
    commit: (commit) => tell(() => heard.commits.push(commit)),
    reported: (reported) => tell(() => heard.reports.push(reported)),
    up: () => tell(() => heard.states.push('up')),
    down: (why) => tell(() => heard.states.push(why)),
  }
  const until = (holds: (so: typeof heard) => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!holds(heard)) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  return { ...heard, watcher, until }
}
