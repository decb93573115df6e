/** The shipped services data and midi in this process, calling each other as they do across a network. */
import { dataClient } from '../../data/client.ts'
import { openData } from '../../data/data.ts'
import type { Store } from '../../data/store.ts'
import type { ServiceName } from '../../graph.ts'
import type { Profile } from '../../lounge/profile.ts'
import { midiClient } from '../../midi/client.ts'
import { DATA_TIMEOUT_MS } from '../../midi/data-ledger.ts'
import { openMidi } from '../../midi/midi.ts'
import { serviceFetch } from '../../service/fetch.ts'
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
  const shell = { log: logOf('data'), metrics: createMetrics('data'), authorise: keys.authorise('data') }
  const { app, health, stop } = openData({ store, profiles, ...shell })
  health.started()
  const clientAs = (caller: ServiceName, timeoutMs?: number) => {
    const calls = { audience: 'data', sign: keys.sign(caller), fetch: inProcess(app) }
    const fetch = serviceFetch({ ...calls, ...(timeoutMs !== undefined && { timeoutMs }) })
    return dataClient({ baseUrl: 'http://data', fetch })
  }
  return { health, clientAs, stop }
}

type Data = ReturnType<typeof startData>

/** This environment in the log. It opens an empty one with every control at its default: a pedal that plays. */
const PLACE = { environment: 'home', opens: 'default' } as const

const startMidi = ({ profiles, clock, logOf }: ServicesOptions, keys: Keys, data: Data) => {
  const shell = { log: logOf('midi'), metrics: createMetrics('midi'), authorise: keys.authorise('midi') }
  const client = data.clientAs('midi', DATA_TIMEOUT_MS)
  const { app, health, stop } = openMidi({ ...PLACE, data: client, profiles, clock, ...shell })
  health.started()
  const clientAs = (caller: ServiceName) => {
    const fetch = serviceFetch({ audience: 'midi', sign: keys.sign(caller), fetch: inProcess(app) })
    return midiClient({ baseUrl: 'http://midi', fetch })
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
