/** The data service over a store that lies, to show that the checker notices. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { dataApp } from '../../../workloads/data/app.ts'
import { Events } from '../../../workloads/data/events.ts'
import { sqliteStore } from '../../../workloads/data/sqlite/sqlite.ts'
import type { Store } from '../../../workloads/data/store.ts'
import { services } from '../../../workloads/graph.ts'
import { devices } from '../../../workloads/lounge/devices/index.ts'
import type { Commit } from '../../../workloads/lounge/log.ts'
import { parseEnv, shellEnv } from '../../../workloads/service/env.ts'
import { createHealth } from '../../../workloads/service/health.ts'
import { readKeys } from '../../../workloads/service/key-files.ts'
import { createLog } from '../../../workloads/service/log.ts'
import { createMetrics } from '../../../workloads/service/metrics.ts'
import { runService } from '../../../workloads/service/run.ts'

const Env = z.object({
  ...shellEnv(services.data),
  LOUNGE_DIR: z.string(),
  MUTATION: z.enum(['drop-write', 'duplicate', 'overwrite', 'tell-first']),
})

/** Every so many-th commit of changes is lied about. */
const EVERY = 5

const twice = (commit: Commit): Commit => {
  const change = commit.changes.at(-1)
  if (!change) return commit
  const again = { ...change, generation: commit.last + 1 }
  return { ...commit, last: commit.last + 1, changes: [...commit.changes, again] }
}

type Told = Parameters<Store['follow']>[0]
type Append = Store['append']

/** What each makes of an append. `told` are those who follow the store. */
const APPENDS: Record<z.infer<typeof Env>['MUTATION'], (store: Store, told: ReadonlySet<Told>) => Append> = {
  'drop-write': (store) => {
    let count = 0
    return async (commit) => (++count % EVERY === 0 ? 'appended' : store.append(commit))
  },
  duplicate: (store) => {
    let count = 0
    return async (commit) => store.append(++count % EVERY === 0 ? twice(commit) : commit)
  },
  /** A generation is given out again: who starts does not hear of the newest commit, and overwrites it. */
  overwrite: (store) => async (commit) => {
    if ((await store.append(commit)) === 'appended') return 'appended'
    remove(commit)
    return store.append(commit)
  },
  /** Followers hear of a commit that may never be written. */
  'tell-first': (store, told) => {
    let count = 0
    return async (commit) => {
      for (const watcher of told) watcher.commit(commit)
      if (++count % EVERY === 0) throw new Error('the disk is full')
      return store.append(commit)
    }
  },
}

const remove = ({ term, first }: Commit) => {
  const file = new DatabaseSync(path, { timeout: 5_000 })
  file.prepare('DELETE FROM commits WHERE term = ? AND first = ?').run(term.number, first)
  file.close()
}

const allButNewest = async (store: Store, limit: number) => {
  const [newest, ...rest] = await store.before(null, limit + 1)
  return rest.length === 0 && newest ? [newest] : rest
}

const lying = (store: Store, mutation: keyof typeof APPENDS): Store => {
  const told = new Set<Told>()
  const append = APPENDS[mutation](store, told)
  return {
    name: store.name,
    append: (commit) => (commit.kind === 'changes' ? append(commit) : store.append(commit)),
    has: (position) => store.has(position),
    after: (position, limit) => store.after(position, limit),
    before: (position, limit) =>
      mutation === 'overwrite' && position === null
        ? allButNewest(store, limit)
        : store.before(position, limit),
    report: (reported) => store.report(reported),
    reported: () => store.reported(),
    follow: (watcher, signal) => {
      told.add(watcher)
      return store.follow(watcher, signal)
    },
    close: () => store.close(),
  }
}

const env = parseEnv(Env, process.env)
const log = createLog({ service: 'data', level: env.LOG_LEVEL })
const metrics = createMetrics('data')
const { authorise } = await readKeys(env.KEYS, 'data')
const path = join(env.LOUNGE_DIR, 'log.sqlite')
const store = lying(sqliteStore(path), env.MUTATION)
const events = new Events({ store, log })
const health = createHealth({ metrics, checks: { [store.name]: () => events.why } })
events.start()
await runService({
  name: 'data',
  app: dataApp({ store, events, profiles: devices, log, metrics, authorise, health }),
  ...{ log, metrics, health, host: env.HOST, port: env.PORT, metricsPort: env.METRICS_PORT },
})
