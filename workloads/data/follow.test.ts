import { describe, expect, test } from 'vitest'
import type { Commit } from '../lounge/log.ts'
import { type Follow, followStore, type Ring } from './follow.ts'
import { isAfter, type Position } from './position.ts'
import { aCommit, listener } from './testing/log.ts'

/** A log that replication fills in any order, and the bell of whoever listens to it. */
const rig = (...commits: Commit[]) => {
  const log = [...commits]
  const enough = new AbortController()
  const started = Promise.withResolvers<Ring>()
  const store: Follow['store'] = {
    after: async (position: Position | null) =>
      log.filter((commit) => isAfter(commit, position)).sort((a, b) => (isAfter(a, b) ? 1 : -1)),
    before: async () => log.slice(-1),
    reported: async () => [],
  }
  const listen: Follow['listen'] = async (ring, signal) => {
    await ring({ commits: true, reported: true })
    started.resolve(ring)
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
  }
  const heard = listener()
  const follow = (pause: Follow['pause'] = async () => undefined) => {
    const done = followStore({ store, listen, watcher: heard.watcher, signal: enough.signal, pause })
    return { done, ring: started.promise }
  }
  return { log, heard, follow, enough }
}

const commits = { commits: true, reported: false }

describe('a follower of a log that is replicated', () => {
  test('waits a moment for a commit that comes after its successor', async () => {
    const { log, heard, follow, enough } = rig(aCommit(1))
    const { ring, done } = follow(async () => void log.push(aCommit(2)))

    const tell = await ring
    log.push(aCommit(3))
    await tell(commits)
    enough.abort()
    await done

    expect(heard.commits).toEqual([aCommit(2), aCommit(3)])
  })

  test('goes on without one that does not come', async () => {
    const { log, heard, follow, enough } = rig(aCommit(1))
    const { ring, done } = follow()

    const tell = await ring
    log.push(aCommit(3))
    await tell(commits)
    log.push(aCommit(4))
    await tell(commits)
    enough.abort()
    await done

    expect(heard.commits).toEqual([aCommit(3), aCommit(4)])
  })

  test('that is stopped while it waits for one hands nothing on', async () => {
    const { log, heard, follow, enough } = rig(aCommit(1))
    const { ring, done } = follow(async () => enough.abort())

    const tell = await ring
    log.push(aCommit(3))
    await tell(commits)
    await done

    expect(heard.commits).toEqual([])
  })

  test('does not hand on what a later term has cut off', async () => {
    const { log, heard, follow, enough } = rig(aCommit(1), aCommit(2, { term: 2 }))
    const { ring, done } = follow()

    const tell = await ring
    log.push(aCommit(2), aCommit(3), aCommit(3, { term: 2 }))
    await tell(commits)
    enough.abort()
    await done

    expect(heard.commits).toEqual([aCommit(3, { term: 2 })])
  })

  test('tries again, ever more slowly, for as long as listening fails', async () => {
    const pauses: number[] = []
    const enough = new AbortController()
    const heard = listener()
    const listen = async () => {
      throw new Error('CouchDB does not answer')
    }
    const pause = async (milliseconds: number) => {
      pauses.push(milliseconds)
      if (pauses.length === 8) enough.abort()
    }

    await followStore({
      store: { after: async () => [], before: async () => [], reported: async () => [] },
      listen,
      watcher: heard.watcher,
      signal: enough.signal,
      pause,
    })

    expect(heard.states).toEqual(Array(8).fill('CouchDB does not answer'))
    expect(Math.max(...pauses.slice(0, 2))).toBeLessThanOrEqual(200)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(2_000)
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(1_000)
  })
})
