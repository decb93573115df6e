/** A whole lounge with its overlay beside a real OBS: what somebody did is seen on both, and the desk knows what is on air. */
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { followScreen, type Shown } from '../data/screen-client.ts'
import { ventris } from '../lounge/devices/index.ts'
import { engine, level, overlayRig, type Rig } from '../overlay/testing/rig.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { openObs } from './obs.ts'
import { connectObs } from './obs-websocket.ts'
import type { Connection } from './studio.ts'
import { MAP, make, until } from './testing/real-obs.ts'

const { OBS_URL = '', OBS_PASSWORD } = process.env

const connect = () => connectObs(OBS_URL, OBS_PASSWORD)

/** A stream that nobody receives: OBS sends it all the same. */
const NOWHERE = 'udp://127.0.0.1:59999'

let hand: Connection
let rig: Rig
let obs: ReturnType<typeof openObs>
let browser: Browser
let page: Page

beforeAll(async () => {
  hand = await connect()
  await make(hand)
  rig = await overlayRig()
  obs = openObs({
    ...{ data: rig.clients.data('obs'), midis: [rig.clients.midi('obs')], connect, map: MAP },
    ...{ profile: ventris, log: createLog({ service: 'obs', level: 'silent' }) },
    ...{ metrics: createMetrics('obs'), clock: Date.now },
  })
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })
  page = await browser.newPage()
})
afterAll(async () => {
  await obs.stop()
  await browser.close()
  await rig.end()
  await hand.close()
})
beforeEach(async () => {
  await page.goto(rig.url)
})

/** What the desk says, as everybody who follows data hears it. */
const onAir = async () => {
  const enough = new AbortController()
  let said: boolean | null | undefined
  const show = ({ screen }: Shown) => {
    if (screen === null) return
    said = screen.onAir
    enough.abort()
  }
  const place = { client: rig.clients.data('overlay'), profile: ventris, clock: Date.now }
  await followScreen({ ...place, signal: enough.signal, show, warn: () => {} })
  return said
}

const text = async () => {
  const { inputSettings } = await hand.call('GetInputSettings', { inputName: 'Test engine' })
  return (inputSettings as { text: string }).text
}

const seen = (part: string, words: RegExp) => page.locator(part, { hasText: words }).first().waitFor()

test('an undo is seen in OBS and on the overlay', async () => {
  await rig.ask(engine('plate'))
  await rig.ask(level('time', 3))
  await rig.ask(level('time', 7))
  await until(async () => expect(await text()).toBe('Plate · time 7'))
  await seen('.knob[data-place="time"]', /7/)
  await rig.ask({ kind: 'undo' })

  await seen('.deed.undone', /undid time/i)
  await until(async () => expect(await text()).toBe('Plate · time 3'))
})

test('the desk knows that OBS streams, and that it does not any more', async () => {
  await hand.call('SetStreamServiceSettings', {
    streamServiceType: 'rtmp_custom',
    streamServiceSettings: { server: NOWHERE, key: '' },
  })
  await hand.call('StartStream')
  await until(async () => expect(await onAir()).toBe(true))
  await hand.call('StopStream')

  await until(async () => expect(await onAir()).toBe(false))
})
