/** The shipped services data and midi in this process, calling each other as they do across a network. */
import { dataApp } from '../data/app.ts'
import { dataClient } from '../data/client.ts'
import { Events } from '../data/events.ts'
import type { Store } from '../data/store.ts'
import type { ServiceName } from '../graph.ts'
import type { Profile } from '../lounge/profile.ts'
import { midiApp } from '../midi/app.ts'
import { midiClient } from '../midi/client.ts'
import { Conductor } from '../midi/conductor.ts'
import { dataLedger } from '../midi/data-ledger.ts'
import { serviceFetch } from '../service/fetch.ts'
import { createHealth } from '../service/health.ts'
import { keyring } from '../service/keys.ts'
import type { Log } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { inProcess } from './in-process.ts'

export type ServicesOptions = {
  readonly store: Store
  readonly profiles: readonly Profile[]
  readonly log: Log
  /** Epoch milliseconds. */
  readonly clock: () => number
}

type Keys = Awaited<ReturnType<typeof keyring>>

/** This environment's name in the log. */
export const ENVIRONMENT = 'home'

const startData = ({ store, profiles, log: parent }: ServicesOptions, keys: Keys) => {
  const log = parent.child({ service: 'data' })
  const events = new Events({ store, log })
  const metrics = createMetrics('data')
  const health = createHealth({ metrics, checks: { database: () => events.why } })
  const authorise = keys.authorise('data')
  const app = dataApp({ store, events, profiles, authorise, health, metrics, log })
  events.start()
  health.started()
  const clientAs = (caller: ServiceName) =>
    dataClient({
      baseUrl: 'http://data',
      fetch: serviceFetch({ audience: 'data', sign: keys.sign(caller), fetch: inProcess(app) }),
    })
  const stop = async () => {
    health.stop()
    await events.stop()
  }
  return { health, clientAs, stop }
}

type Data = ReturnType<typeof startData>

/** The conductor opens an empty log with every control at its default: a newcomer finds a pedal that plays. */
const conduct = ({ profiles, clock }: ServicesOptions, data: Data, log: Log) => {
  const ledger = dataLedger(data.clientAs('midi'))
  const conductor = new Conductor({
    environment: ENVIRONMENT,
    ledger,
    profiles,
    clock,
    opens: 'default',
    warn: (sentence, err) => log.warn({ err }, sentence),
  })
  const stopping = new AbortController()
  const following = conductor.follow(stopping.signal)
  const stop = () => {
    stopping.abort()
    return following
  }
  return { conductor, ledger, stop }
}

const startMidi = (options: ServicesOptions, keys: Keys, data: Data) => {
  const { profiles } = options
  const log = options.log.child({ service: 'midi' })
  const { conductor, ledger, stop: stopFollowing } = conduct(options, data, log)
  const metrics = createMetrics('midi')
  const missing = () =>
    conductor.isFollowing ? undefined : 'The log cannot be followed: data or its store is away.'
  const health = createHealth({ metrics, checks: { data: missing } })
  const authorise = keys.authorise('midi')
  const app = midiApp({ conductor, ledger, profiles, authorise, health, metrics, log })
  health.started()
  const clientAs = (caller: ServiceName) =>
    midiClient({
      baseUrl: 'http://midi',
      fetch: serviceFetch({ audience: 'midi', sign: keys.sign(caller), fetch: inProcess(app) }),
    })
  const stop = () => {
    health.stop()
    return stopFollowing()
  }
  return { health, clientAs, stop }
}

export type Services = Awaited<ReturnType<typeof startServices>>

/** `stop` resolves when nothing is on its way to the store any more. */
export const startServices = async (options: ServicesOptions) => {
  const keys = await keyring()
  const data = startData(options, keys)
  const midi = startMidi(options, keys, data)
  const stop = async () => {
    await midi.stop()
    await data.stop()
  }
  return { data, midi, stop }
}
