/** A real OBS, named by OBS_URL: kept in step, through its death and a renamed source. */
import { execSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ventris } from '../lounge/devices/index.ts'
import type { Intent } from '../lounge/request.ts'
import type { Screen } from '../lounge/screen/screen.ts'
import { ana, level, mo, named } from '../lounge/testing/rig.ts'
import { shownRig } from '../lounge/testing/shown.ts'
import { lacksOf } from './doctor.ts'
import { ObsLink } from './link.ts'
import { parseMap } from './map.ts'
import { connectObs } from './obs-websocket.ts'
import { type Connection, WrongPassword } from './studio.ts'
import { type Wanted, wantedOf } from './wanted.ts'

const { OBS_URL = '', OBS_PASSWORD, OBS_KILL, OBS_START } = process.env

const MAP = parseMap(
  {
    texts: [{ source: 'Test engine', text: '{engine} · time {time}' }],
    scenes: [
      { scene: 'Test stars', when: { engine: ['shimmer'] } },
      { scene: 'Test lounge', when: {} },
    ],
    visible: [{ scene: 'Test lounge', source: 'Test lock', when: { locked: true } }],
    filters: [
      {
        source: 'Test backdrop',
        filter: 'Test tint',
        settings: { hue_shift: { by: 'time', from: -60, to: 60 } },
      },
    ],
    sources: [
      { source: 'Test backdrop', kind: 'colour', scenes: ['Test lounge', 'Test stars'], colour: '#2a1440' },
      { source: 'Test engine', kind: 'text', scenes: ['Test lounge', 'Test stars'] },
    ],
  },
  ventris,
)

const connect = () => connectObs(OBS_URL, OBS_PASSWORD)

const until = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: 30_000, interval: 100 })

/** Another hand in OBS: makes, renames, and looks. */
let hand: Connection

const make = async () => {
  for (const { make } of await lacksOf(hand.call, MAP)) await make()
  await hand.call('SetCurrentProgramScene', { sceneName: 'Test lounge' })
}

/** What OBS says of each thing that is wanted. */
const looked = async (wanted: Wanted): Promise<unknown> => {
  const { call } = hand
  switch (wanted.kind) {
    case 'text':
      return (
        (await call('GetInputSettings', { inputName: wanted.source })).inputSettings as { text: string }
      ).text
    case 'scene':
      return (await call('GetCurrentProgramScene')).currentProgramSceneName
    case 'visible': {
      const scene = { sceneName: wanted.scene }
      const { sceneItemId } = await call('GetSceneItemId', { ...scene, sourceName: wanted.source })
      return (await call('GetSceneItemEnabled', { ...scene, sceneItemId })).sceneItemEnabled
    }
    case 'filter': {
      const filter = { sourceName: wanted.source, filterName: wanted.filter }
      return ((await call('GetSourceFilter', filter)).filterSettings as { hue_shift: number }).hue_shift
    }
  }
}

const meant = (wanted: Wanted) => {
  switch (wanted.kind) {
    case 'text':
      return wanted.text
    case 'scene':
      return wanted.scene
    case 'visible':
      return wanted.isVisible
    case 'filter':
      return wanted.settings.hue_shift
  }
}

const keepLink = () => {
  const said: string[] = []
  const log = { info: (text: string) => said.push(text), warn: (text: string) => said.push(text) }
  const stop = new AbortController()
  const onAir = { streaming: () => {}, desk: () => {} }
  const link = new ObsLink({ connect, map: MAP, log, onAir, onSet: () => {}, onMissing: () => {} })
  const following = link.follow(stop.signal)
  const end = () => {
    stop.abort()
    return following
  }
  return { link, said, end }
}

/** An engine, a lock, and mostly the time. */
const intentOf = (i: number): Intent => {
  if (i % 20 === 0) return named('engine', i % 40 === 0 ? 'shimmer' : 'hall')
  if (i % 20 !== 10) return level('time', (i % 11) * 0.9)
  return i % 40 === 10 ? { kind: 'lock', minutes: null } : { kind: 'unlock' }
}

/** Until OBS is as wanted; a test that waits too long has failed. */
const agrees = (screen: () => Screen) =>
  until(async () => {
    for (const wanted of wantedOf(MAP, screen())) {
      const is = await looked(wanted)
      if (typeof is === 'number') expect(is).toBeCloseTo(Number(meant(wanted)), 3)
      else expect(is).toBe(meant(wanted))
    }
  })

const rig = () => {
  const lounge = shownRig()
  const { link, said, end } = keepLink()
  const show = () => link.show({ screen: lounge.screen(), isLinked: true })
  const turn = (i: number) => {
    lounge.ask(mo, intentOf(i))
    lounge.send()
    show()
  }
  return { lounge, link, said, end, show, turn, agrees: () => agrees(lounge.screen) }
}

beforeAll(async () => {
  hand = await connect()
  await make()
})
afterAll(() => hand.close())

describe('a real OBS', () => {
  test('follows 200 changes and ends equal, and an undo is seen there', async () => {
    const { lounge, turn, agrees, end, show } = rig()
    for (let i = 1; i <= 200; i++) turn(i)
    await agrees()
    lounge.ask(mo, { kind: 'unlock' })
    lounge.ask(ana, level('time', 2))
    lounge.ask(ana, { kind: 'undo' })
    lounge.send()
    show()
    await agrees()
    await end()

    expect(lounge.screen().deed).toMatchObject({ isUndo: true })
  })

  test('shows another picture for another engine', async () => {
    const { lounge, show, agrees, end } = rig()
    const picture = async () =>
      (
        await hand.call('GetSourceScreenshot', {
          ...{ sourceName: 'Test engine', imageFormat: 'png', imageWidth: 320, imageHeight: 60 },
        })
      ).imageData
    lounge.ask(ana, named('engine', 'plate'))
    lounge.send()
    show()
    await agrees()
    const plate = await picture()
    lounge.ask(ana, named('engine', 'swell'))
    lounge.send()
    show()
    await agrees()
    await until(async () => expect(await picture()).not.toBe(plate))
    await end()
  })

  test('a renamed source is named once, the rest goes on, and named back it is right again', async () => {
    const { turn, agrees, link, said, end } = rig()
    turn(1)
    await agrees()
    await hand.call('SetInputName', { inputName: 'Test engine', newInputName: 'Test renamed' })
    for (let i = 2; i <= 10; i++) turn(i)
    await until(async () => expect(link.missing).toEqual(['the text source "Test engine"']))
    await hand.call('SetInputName', { inputName: 'Test renamed', newInputName: 'Test engine' })
    await agrees()
    await end()

    expect(said.filter((text) => text.includes('has not got'))).toHaveLength(1)
  })

  test('a wrong password is one sentence that names the remedy', async () => {
    const refused = connectObs(OBS_URL, `not ${OBS_PASSWORD}`)

    await expect(refused).rejects.toThrow(WrongPassword)
    await expect(refused).rejects.toThrow('OBS_PASSWORD')
  })

  test.skipIf(!OBS_KILL || !OBS_START)('killed mid-way and started again, it ends equal', async () => {
    const { turn, agrees, said, end } = rig()
    for (let i = 1; i <= 100; i++) turn(i)
    execSync(OBS_KILL ?? '', { stdio: 'ignore' })
    for (let i = 101; i <= 150; i++) turn(i)
    execSync(OBS_START ?? '', { stdio: 'ignore' })
    await until(async () => {
      hand = await connect()
    })
    await make()
    for (let i = 151; i <= 200; i++) turn(i)
    await agrees()
    await end()

    expect(said.filter((text) => text === 'OBS is there').length).toBeGreaterThanOrEqual(1)
  })
})
