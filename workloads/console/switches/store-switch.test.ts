/** A store that is switched off by hand looks like a database that is down, and loses nobody's word. */
import { expect, test } from 'vitest'
import type { Store, Watcher } from '../../data/store.ts'
import type { Commit, Reported } from '../../lounge/log.ts'
import { initialState } from '../../lounge/state.ts'
import { SwitchedStore } from './store-switch.ts'

const commit = (first: number): Commit => ({
  id: `commit:0001-home:${String(first).padStart(12, '0')}`,
  term: { number: 1, environment: 'home' },
  kind: 'changes',
  first,
  last: first,
  at: first,
  changes: [],
  other: null,
  state: initialState,
})

/** Only what the switch touches: it appends, and tells. */
const rig = () => {
  const appended: Commit[] = []
  let watcher: Watcher | undefined
  const store = {
    name: 'SQLite',
    append: async (one: Commit) => {
      appended.push(one)
      return 'appended' as const
    },
    follow: async (given: Watcher, signal: AbortSignal) => {
      watcher = given
      given.up()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    },
  } as unknown as Store
  const switched = new SwitchedStore(store)
  const heard: string[] = []
  const stop = new AbortController()
  const done = switched.follow(
    {
      commit: ({ first }) => heard.push(`commit ${first}`),
      reported: ({ device }) => heard.push(`reported ${device}`),
      up: () => heard.push('up'),
      down: (why) => heard.push(`down: ${why}`),
    },
    stop.signal,
  )
  return { switched, appended, heard, told: () => watcher as Watcher, stop, done }
}

test('while it is off every call is a 503 that names the database, and nothing is written', async () => {
  const { switched, appended } = rig()

  switched.flip(false)

  await expect(switched.append(commit(1))).rejects.toMatchObject({
    status: 503,
    more: { dependency: 'SQLite' },
  })
  await expect(switched.append(commit(1))).rejects.toThrow('SQLite is switched off')
  expect(appended).toEqual([])
})

test('when it is on again it takes what it is given', async () => {
  const { switched, appended } = rig()
  switched.flip(false)

  switched.flip(true)

  await expect(switched.append(commit(1))).resolves.toBe('appended')
  expect(appended).toHaveLength(1)
})

test('word that came meanwhile is handed on in order when it is back', () => {
  const { switched, heard, told } = rig()

  switched.flip(false)
  told().commit(commit(1))
  told().reported({ device: 'ventris' } as Reported)
  switched.flip(true)
  told().commit(commit(2))

  expect(heard).toEqual(['up', 'down: is switched off', 'commit 1', 'reported ventris', 'up', 'commit 2'])
})

test('a database that is down by itself is not said to be up by the switch', () => {
  const { switched, heard, told } = rig()

  switched.flip(false)
  told().down('does not answer')
  switched.flip(true)

  expect(heard).toEqual(['up', 'down: is switched off', 'down: does not answer'])
})

test('flipping it to where it is says nothing', () => {
  const { switched, heard } = rig()

  switched.flip(true)

  expect(heard).toEqual(['up'])
})

test('who has stopped following is told nothing', async () => {
  const { switched, heard, stop, done } = rig()
  stop.abort()
  await done

  switched.flip(false)

  expect(heard).toEqual(['up'])
})
