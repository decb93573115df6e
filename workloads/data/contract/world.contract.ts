/** What the contract is held in: a database for each test, and stores that are closed after it. */
import { afterEach, beforeEach } from 'vitest'
import type { Commit } from '../../lounge/log.ts'
import type { Store } from '../store.ts'
import { listener } from '../testing/log.ts'

/** One database. Each opening is another process, as far as the store can tell. */
export type World = {
  open: () => Promise<Store>
  /** Takes the database away and brings it back as it was; absent where it cannot be away. */
  outage?: { begin: () => Promise<void>; end: () => Promise<void> }
  end: () => Promise<void>
}

export type Rig = ReturnType<typeof rigIn>

export const rigIn = (makeWorld: () => Promise<World>) => {
  let world: World
  const opened: Store[] = []
  const followed: Promise<void>[] = []
  let following: AbortController

  const open = async () => {
    const store = await world.open()
    opened.push(store)
    return store
  }

  /** Resolves once word comes in. */
  const follow = async (store: Store) => {
    const heard = listener()
    followed.push(store.follow(heard.watcher, following.signal))
    await heard.until(({ states }) => states.includes('up'))
    return heard
  }

  const filled = async (...commits: Commit[]) => {
    const store = await open()
    for (const commit of commits) await store.append(commit)
    return store
  }

  beforeEach(async () => {
    following = new AbortController()
    world = await makeWorld()
  })

  afterEach(async () => {
    following.abort()
    await Promise.all(followed.splice(0))
    for (const store of opened.splice(0)) await store.close()
    await world.end()
  })

  return {
    open,
    follow,
    filled,
    outage: () => world.outage,
    /** Every follower has had enough. */
    stopFollowing: async () => {
      following.abort()
      await Promise.all(followed)
    },
  }
}
