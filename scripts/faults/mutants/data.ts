/** The data service over a store that lies, to show that the checker notices. */
import { join } from 'node:path'
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
  MUTATION: z.enum(['drop-write', 'duplicate']),
})

/** Every so many-th commit of changes is lied about. */
const EVERY = 5

const twice = (commit: Commit): Commit => {
  const change = commit.changes.at(-1)
  if (!change) return commit
  const again = { ...change, generation: commit.last + 1 }
  return { ...commit, last: commit.last + 1, changes: [...commit.changes, again] }
}

const lying = (store: Store, mutation: 'drop-write' | 'duplicate'): Store => {
  let count = 0
  const append = async (commit: Commit) => {
    if (commit.kind !== 'changes' || ++count % EVERY !== 0) return store.append(commit)
    return mutation === 'duplicate' ? store.append(twice(commit)) : 'appended'
  }
  return {
    name: store.name,
    append,
    has: (position) => store.has(position),
    after: (position, limit) => store.after(position, limit),
    before: (position, limit) => store.before(position, limit),
    report: (reported) => store.report(reported),
    reported: () => store.reported(),
    follow: (watcher, signal) => store.follow(watcher, signal),
    close: () => store.close(),
  }
}

const env = parseEnv(Env, process.env)
const log = createLog({ service: 'data', level: env.LOG_LEVEL })
const metrics = createMetrics('data')
const { authorise } = await readKeys(env.KEYS, 'data')
const store = lying(sqliteStore(join(env.LOUNGE_DIR, 'log.sqlite')), env.MUTATION)
const events = new Events({ store, log })
const health = createHealth({ metrics, checks: { [store.name]: () => events.why } })
events.start()
await runService({
  name: 'data',
  app: dataApp({ store, events, profiles: devices, log, metrics, authorise, health }),
  ...{ log, metrics, health, host: env.HOST, port: env.PORT, metricsPort: env.METRICS_PORT },
})
