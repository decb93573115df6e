/** obs put together: follows data, keeps OBS in step, tells the desk whether it streams. */
import type { DataClient } from '../data/client.ts'
import { followScreen } from '../data/screen-client.ts'
import type { Profile } from '../lounge/profile.ts'
import type { MidiClient } from '../midi/client.ts'
import { createHealth } from '../service/health.ts'
import type { Log } from '../service/log.ts'
import type { Metrics } from '../service/metrics.ts'
import { obsApp, obsChecks } from './app.ts'
import { ObsLink } from './link.ts'
import type { ObsMap } from './map.ts'
import { OnAir } from './on-air.ts'
import type { Connection } from './studio.ts'

type Ports = {
  data: DataClient
  midis: readonly MidiClient[]
  connect: () => Promise<Connection>
  map: ObsMap
  profile: Profile
  log: Log
  metrics: Metrics
  /** Epoch milliseconds. */
  clock: () => number
}

const openLink = ({ connect, map, log, metrics }: Ports, onAir: OnAir) => {
  const set = metrics.counter('obs_set_total', 'Things that were set in OBS')
  const missing = metrics.gauge('obs_missing', 'Things that the map names and OBS lacks')
  return new ObsLink({
    ...{ connect, map, onAir },
    log: { info: (said) => log.info(said), warn: (said) => log.warn(said) },
    onSet: () => set.inc(),
    onMissing: (count) => missing.set(count),
  })
}

/** `stop` resolves when nothing is on its way any more. */
export const openObs = (ports: Ports) => {
  const { data, midis, profile, log, metrics, clock } = ports
  const onAir = new OnAir({
    midis,
    warn: (why) => log.warn({ why }, 'the desk does not know what is on air'),
  })
  const link = openLink(ports, onAir)
  let isHeard = false
  const status = () => ({ obs: link.why, data: isHeard, missing: link.missing })
  const health = createHealth({ metrics, checks: obsChecks(status) })
  const stopping = new AbortController()
  const { signal } = stopping
  const show = (shown: Parameters<ObsLink['show']>[0]) => {
    isHeard = shown.isLinked
    link.show(shown)
  }
  const warn = (why: string) => log.warn({ why }, 'the log is not heard')
  const following = [followScreen({ client: data, profile, clock, signal, show, warn }), link.follow(signal)]
  const stop = async () => {
    stopping.abort()
    await Promise.all(following)
    await onAir.stop()
  }
  return { app: obsApp({ log, metrics, health }), health, link, stop }
}
