/** A whole lounge on free ports with a fresh log, its page, and people who speak in its chat. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TwitchOptions } from '../../chat/twitch/channel.ts'
import { sqliteStore } from '../../data/sqlite/sqlite.ts'
import type { Store } from '../../data/store.ts'
import type { View } from '../../lounge/answer.ts'
import { ventris } from '../../lounge/devices/index.ts'
import { servedOnDisk } from '../../midi-node/served.ts'
import { type PedalEvent, VirtualPedal } from '../../midi-node/virtual.ts'
import { createLog } from '../../service/log.ts'
import { openLounge } from '../lounge.ts'
import type { Layer } from '../page/contract.ts'
import { joined } from './chatter.ts'
import { pageOf } from './page.ts'
import { KEY, type Test } from './test.ts'

const silent = createLog({ service: 'console', level: 'silent' })

export const folder = async ({ onTestFinished }: Test) => {
  const path = await mkdtemp(join(tmpdir(), 'lounge-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

const virtual = (pedal: VirtualPedal) => ({
  ports: pedal,
  virtual: pedal,
  wanted: ['Virtual'],
  channel: ventris.channel,
  using: 'a virtual pedal',
})

const allUp = (layers: readonly Layer[]) => layers.every(({ state }) => state === 'up')

/** The pedal is as desired, the default state included. */
const isApplied = ({ generation, reported }: View) =>
  generation > 0 && reported.some((one) => one.port !== null && one.generation >= generation)

type Options = {
  path?: string
  pedal?: VirtualPedal
  twitch?: TwitchOptions
  /** @default SQLite in a folder of its own */
  store?: Store
  /** What to wait for before the test begins. @default every layer is up */
  isUp?: (layers: readonly Layer[]) => boolean
}

export const rig = async (
  test: Test,
  { path, pedal = new VirtualPedal(), twitch, store, isUp = allUp }: Options = {},
) => {
  const home = path ?? (await folder(test))
  const lounge = await openLounge({
    ...{
      host: '127.0.0.1',
      port: 0,
      ircPort: 0,
      hosts: ['127.0.0.1'],
      key: KEY,
      twitch,
      logOf: () => silent,
    },
    store: store ?? sqliteStore(join(home, 'log.sqlite')),
    storeUsing: { using: 'SQLite' },
    profile: ventris,
    pedal: virtual(pedal),
    served: servedOnDisk(home, ventris.id),
    clock: Date.now,
  })
  let isOpen = true
  const close = async () => {
    if (isOpen) await lounge.close()
    isOpen = false
  }
  test.onTestFinished(close)
  const page = pageOf(test, `http://127.0.0.1:${lounge.addresses.port}`)
  await page.until('layers', isUp)
  await page.until('view', isApplied)
  return {
    lounge,
    pedal,
    page,
    close,
    home,
    join: (nick: string, pass?: string) => joined(test, lounge.addresses.ircPort, { nick, pass }),
  }
}

/** The next messages that the pedal receives of this CC. */
export const received = (pedal: VirtualPedal, cc: number) =>
  new Promise<Extract<PedalEvent, { kind: 'message' }>>((resolve) => {
    const stop = pedal.listen((event) => {
      if (event.kind !== 'message' || event.cc !== cc) return
      stop()
      resolve(event)
    })
  })

export const ccOf = (id: string) => {
  const control = ventris.controls.find((one) => one.id === id)
  if (control === undefined) throw new Error(`the Ventris has no control ${id}`)
  return control.cc
}
