/** The overlay put together: follows data, keeps every page told, counts what they saw. */
import type { DataClient } from '../data/client.ts'
import { followScreen } from '../data/screen-client.ts'
import type { Profile } from '../lounge/profile.ts'
import { createHealth } from '../service/health.ts'
import type { Log } from '../service/log.ts'
import type { Metrics } from '../service/metrics.ts'
import { overlayApp } from './app.ts'
import { loadAssets } from './assets.ts'
import { Delays } from './delay.ts'
import { galleryOf } from './gallery.ts'
import { Stage } from './stage.ts'

const once = <Result>(make: () => Promise<Result>) => {
  let made: Promise<Result> | undefined
  return () => {
    made ??= make()
    return made
  }
}

type Ports = {
  data: DataClient
  profile: Profile
  log: Log
  metrics: Metrics
  /** Epoch milliseconds. */
  clock: () => number
}

export type Overlay = ReturnType<typeof openOverlay>

/** What every page is told, counted. */
const openStage = ({ metrics, clock }: Pick<Ports, 'metrics' | 'clock'>) => {
  const delays = new Delays({ metrics, clock })
  const pages = metrics.gauge('overlay_pages', 'Pages that follow the overlay now')
  const onTold = delays.told.bind(delays)
  const stage = new Stage({ onPages: (count) => pages.set(count), onTold })
  return { stage, delays }
}

/** `stop` resolves when nothing is followed any more. */
export const openOverlay = ({ data, profile, log, metrics, clock }: Ports) => {
  const { stage, delays } = openStage({ metrics, clock })
  const isAway = () => (stage.shown.isLinked ? undefined : 'The log is not heard; pages say so.')
  const health = createHealth({ metrics, checks: { data: isAway } })
  const service = { gallery: galleryOf(profile), log, metrics, health }
  const app = overlayApp({ assets: once(loadAssets), stage, delays, ...service })
  const stopping = new AbortController()
  const following = followScreen({
    ...{ client: data, profile, clock, signal: stopping.signal },
    show: (shown) => stage.show(shown),
    warn: (why) => log.warn({ why }, 'the log is not heard'),
  })
  const stop = async () => {
    health.stop()
    stopping.abort()
    await following
  }
  return { app, health, stop }
}
