/** What OBS streams is what the desk says, through the midi service itself. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startServices } from '../console/wiring/services.ts'
import { followScreen, type Shown } from '../data/screen-client.ts'
import { sqliteStore } from '../data/sqlite/sqlite.ts'
import { ventris } from '../lounge/devices/index.ts'
import { createLog } from '../service/log.ts'
import { OnAir } from './on-air.ts'

const silent = createLog({ service: 'obs', level: 'silent' })

const rig = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lounge-'))
  const store = sqliteStore(join(dir, 'log.sqlite'))
  const services = await startServices({ store, profiles: [ventris], logOf: () => silent, clock: Date.now })
  const warned: string[] = []
  const midi = services.midi.clientAs('obs')
  const onAir = new OnAir({ midis: [midi], warn: (why) => warned.push(why) })
  const stop = new AbortController()
  const waiting = new Set<(shown: Shown) => void>()
  const following = followScreen({
    ...{ client: services.data.clientAs('obs'), profile: ventris, clock: Date.now, signal: stop.signal },
    warn: () => {},
    show: (shown) => {
      if (shown.screen) onAir.desk(shown.screen.onAir)
      for (const hear of waiting) hear(shown)
    },
  })
  onTestFinished(async () => {
    stop.abort()
    await following
    await onAir.stop()
    await services.stop()
    await store.close()
    rmSync(dir, { recursive: true })
  })
  const until = (onAir: boolean) =>
    new Promise<void>((resolve) => void waiting.add(({ screen }) => screen?.onAir === onAir && resolve()))
  return { onAir, until, warned }
}

test('streaming begins and ends, and the desk says so', async () => {
  const { onAir, until, warned } = await rig()
  const begun = until(true)
  onAir.streaming(true)
  await begun
  const ended = until(false)
  onAir.streaming(false)
  await ended

  expect(warned).toEqual([])
})
