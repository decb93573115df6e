/** A real OBS, named by OBS_URL: kept in step, through its death and a renamed source. */
import { execSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Intent } from '../lounge/request.ts'
import { ana, level, mo, named } from '../lounge/testing/rig.ts'
import { shownRig } from '../lounge/testing/shown.ts'
import { collectionOf } from './collection.ts'
import { lacksOf } from './doctor.ts'
import { ObsLink } from './link.ts'
import { connectObs } from './obs-websocket.ts'
import { type Connection, WrongPassword } from './studio.ts'
import { agrees, MAP, make, until } from './testing/real-obs.ts'

const { OBS_URL = '', OBS_PASSWORD, OBS_KILL, OBS_START, OBS_SCENES } = process.env

const connect = () => connectObs(OBS_URL, OBS_PASSWORD)

/** Another hand in OBS. */
let hand: Connection

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

const rig = () => {
  const lounge = shownRig()
  const { link, said, end } = keepLink()
  const show = () => link.show({ screen: lounge.screen(), isLinked: true })
  const turn = (i: number) => {
    lounge.ask(mo, intentOf(i))
    lounge.send()
    show()
  }
  return { lounge, link, said, end, show, turn, agrees: () => agrees(hand, lounge.screen) }
}

beforeAll(async () => {
  hand = await connect()
  await make(hand)
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

  test.skipIf(!OBS_SCENES)(
    'opens a generated scene collection, which has all that its map needs',
    async () => {
      const { call } = hand
      const before = (await call('GetSceneCollectionList')).currentSceneCollectionName
      const collection = collectionOf(MAP, { name: 'Test collection', platform: 'linux' })
      await writeFile(join(OBS_SCENES ?? '', 'Test_collection.json'), JSON.stringify(collection))
      // Whatever is new in the folder is seen when OBS makes another one.
      await call('CreateSceneCollection', { sceneCollectionName: `Test empty ${Date.now()}` })
      const emptyLacks = await lacksOf(call, MAP)
      await call('SetCurrentSceneCollection', { sceneCollectionName: collection.name })
      const lacks = await lacksOf(call, MAP)
      await call('SetCurrentSceneCollection', { sceneCollectionName: before })

      expect(emptyLacks.length).toBeGreaterThan(lacks.length)
      expect(lacks.map(({ what }) => what)).toEqual([])
    },
  )

  test.skipIf(!OBS_KILL || !OBS_START)('killed mid-way and started again, it ends equal', async () => {
    const { turn, agrees, said, end } = rig()
    for (let i = 1; i <= 100; i++) turn(i)
    execSync(OBS_KILL ?? '', { stdio: 'ignore' })
    for (let i = 101; i <= 150; i++) turn(i)
    execSync(OBS_START ?? '', { stdio: 'ignore' })
    await until(async () => {
      hand = await connect()
    })
    await make(hand)
    for (let i = 151; i <= 200; i++) turn(i)
    await agrees()
    await end()

    expect(said.filter((text) => text === 'OBS is there').length).toBeGreaterThanOrEqual(1)
  })
})
