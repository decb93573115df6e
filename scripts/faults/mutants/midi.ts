/** The midi service that trusts what is not durable, or forgets what it has done, to show that the checker notices. */
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { dataClient } from '../../../workloads/data/client.ts'
import { services } from '../../../workloads/graph.ts'
import { findDevices } from '../../../workloads/lounge/devices/index.ts'
import type { Commit } from '../../../workloads/lounge/log.ts'
import { midiApp } from '../../../workloads/midi/app.ts'
import { conduct, midiChecks } from '../../../workloads/midi/conduct.ts'
import type { Conductor } from '../../../workloads/midi/conductor.ts'
import { dataLedger } from '../../../workloads/midi/data-ledger.ts'
import type { Follower, Ledger } from '../../../workloads/midi/ledger.ts'
import { parseEnv, shellEnv } from '../../../workloads/service/env.ts'
import { serviceFetch } from '../../../workloads/service/fetch.ts'
import { createHealth } from '../../../workloads/service/health.ts'
import { readKeys } from '../../../workloads/service/key-files.ts'
import { createLog } from '../../../workloads/service/log.ts'
import { createMetrics } from '../../../workloads/service/metrics.ts'
import { runService } from '../../../workloads/service/run.ts'

const Env = z.object({
  ...shellEnv(services.midi),
  OPENS: z.enum(['default', 'empty', 'no']),
  DATA_URL: z.url(),
  MUTATION: z.enum(['send-first', 'acknowledge-first', 'forget-ids']),
})

/** Every so many-th commit never gets to data. */
const EVERY = 5
/** Time for the bytes to go out first, in milliseconds. */
const HEAD_START_MS = 200

/** A change is looked up for this long, in milliseconds, and then forgotten. */
const REMEMBERED_MS = 1_000

/** The node is told before data is asked. */
const hasty = (ledger: Ledger): Ledger => {
  let follower: Follower | undefined
  let count = 0
  return {
    ...ledger,
    follow: (one, signal) => {
      follower = one
      return ledger.follow(one, signal)
    },
    append: async (commit: Commit) => {
      if (commit.kind === 'changes') follower?.commit(commit)
      await delay(HEAD_START_MS)
      if (commit.kind === 'changes' && ++count % EVERY === 0) throw new Error('lost on the way')
      return ledger.append(commit)
    },
  }
}

/** Whoever asked is answered before data is asked, which may never take it. */
const credulous = (ledger: Ledger): Ledger => {
  let count = 0
  return {
    ...ledger,
    append: async (commit: Commit) => {
      if (commit.kind !== 'changes') return ledger.append(commit)
      if (++count % EVERY !== 0) void ledger.append(commit).catch(() => undefined)
      return { appended: true }
    },
  }
}

const LEDGERS: Record<z.infer<typeof Env>['MUTATION'], (ledger: Ledger) => Ledger> = {
  'send-first': hasty,
  'acknowledge-first': credulous,
  'forget-ids': (ledger) => ledger,
}

/** A line that comes again is a new one. */
const forgetful = ({ head }: Conductor) => {
  const find = head.find.bind(head)
  head.find = (id) => {
    const change = find(id)
    return change && Date.now() - change.at < REMEMBERED_MS ? change : undefined
  }
}

const env = parseEnv(Env, process.env)
const log = createLog({ service: 'midi', level: env.LOG_LEVEL })
const metrics = createMetrics('midi')
const { sign, authorise } = await readKeys(env.KEYS, 'midi')
const fetch = serviceFetch({ audience: 'data', sign })
const ledger = LEDGERS[env.MUTATION](dataLedger(dataClient({ baseUrl: env.DATA_URL, fetch })))
const profiles = findDevices('ventris')
const conductor = conduct({
  ...{ environment: 'home', opens: env.OPENS, ledger, profiles },
  ...{ clock: Date.now, log, metrics },
})
if (env.MUTATION === 'forget-ids') forgetful(conductor)
const health = createHealth({ metrics, checks: midiChecks(conductor) })
const stopping = new AbortController()
const following = conductor.follow(stopping.signal)
await runService({
  ...{ name: 'midi', app: midiApp({ conductor, ledger, profiles, authorise, health, log, metrics }) },
  ...{ log, metrics, health, host: env.HOST, port: env.PORT, metricsPort: env.METRICS_PORT },
  onStop: () => {
    stopping.abort()
    return following
  },
})
