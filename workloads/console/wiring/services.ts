/** The shipped services data and midi in this process, calling each other as they do across a network. */
import { dataApp } from '../../data/app.ts'
import { dataClient } from '../../data/client.ts'
import { Events } from '../../data/events.ts'
import type { Store } from '../../data/store.ts'
import type { ServiceName } from '../../graph.ts'
import type { Profile } from '../../lounge/profile.ts'
import { midiApp } from '../../midi/app.ts'
import { midiClient } from '../../midi/client.ts'
import { conduct, midiChecks } from '../../midi/conduct.ts'
import { DATA_TIMEOUT_MS, dataLedger } from '../../midi/data-ledger.ts'
import { serviceFetch } from '../../service/fetch.ts'
import { createHealth } from '../../service/health.ts'
import { keyring } from '../../service/keys.ts'
import type { Log } from '../../service/log.ts'
import { createMetrics } from '../../service/metrics.ts'
import { inProcess } from './in-process.ts'

export type ServicesOptions = {
  readonly store: Store
  readonly profiles: readonly Profile[]
  readonly logOf: (service: ServiceName) => Log
  /** Epoch milliseconds. */
  readonly clock: () => number
}

type Keys = Awaited<ReturnType<typeof keyring>>

const startData = ({ store, profiles, logOf }: ServicesOptions, keys: Keys) => {
  const log = logOf('data')
  const events = new Events({ store, log })
  const metrics = createMetrics('data')
  const health = createHealth({ metrics, checks: { [store.name]: () => events.why } })
  const authorise = keys.authorise('data')
  const app = dataApp({ store, events, profiles, authorise, health, metrics, log })
  events.start()
  health.started()
  const clientAs = (caller: ServiceName, timeoutMs?: number) => {
    const calls = { audience: 'data', sign: keys.sign(caller), fetch: inProcess(app) }
    const fetch = serviceFetch({ ...calls, ...(timeoutMs !== undefined && { timeoutMs }) })
    return dataClient({ baseUrl: 'http://data', fetch })
  }
  const stop = async () => {
    health.stop()
    await events.stop()
  }
  return { health, clientAs, stop }
}

type Data = ReturnType<typeof startData>

/** This environment in the log. It opens an empty one with every control at its default: a pedal that plays. */
const PLACE = { environment: 'home', opens: 'default' } as const

const startMidi = ({ profiles, clock, logOf }: ServicesOptions, keys: Keys, data: Data) => {
  const log = logOf('midi')
  const metrics = createMetrics('midi')
  const ledger = dataLedger(data.clientAs('midi', DATA_TIMEOUT_MS))
  const conductor = conduct({ ...PLACE, ledger, profiles, clock, log, metrics })
  const health = createHealth({ metrics, checks: midiChecks(conductor) })
  const authorise = keys.authorise('midi')
  const app = midiApp({ conductor, ledger, profiles, authorise, health, metrics, log })
  const stopping = new AbortController()
  const following = conductor.follow(stopping.signal)
  health.started()
  const clientAs = (caller: ServiceName) => {
    const fetch = serviceFetch({ audience: 'midi', sign: keys.sign(caller), fetch: inProcess(app) })
    return midiClient({ baseUrl: 'http://midi', fetch })
  }
  const stop = () => {
    health.stop()
    stopping.abort()
    return following
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
