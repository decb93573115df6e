/** Kept in step with an OBS in memory: what differs is set, the rest is not touched. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ventris } from '../lounge/devices/index.ts'
import { ana, level, named } from '../lounge/testing/rig.ts'
import { shownRig } from '../lounge/testing/shown.ts'
import { ObsLink } from './link.ts'
import { parseMap } from './map.ts'
import { WrongPassword } from './studio.ts'
import { memoryObs } from './testing/memory-obs.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const MAP = parseMap(
  {
    texts: [
      { source: 'Now', text: '{engine}' },
      { source: 'Time', text: '{time}' },
    ],
    scenes: [
      { scene: 'Stars', when: { engine: ['shimmer'] } },
      { scene: 'Lounge', when: {} },
    ],
  },
  ventris,
)

const rig = async ({ connect }: { connect?: () => Promise<never> } = {}) => {
  const lounge = shownRig()
  const obs = memoryObs()
  obs.scenes.push('Lounge', 'Stars', 'Break')
  obs.choose('Lounge')
  obs.inputs.set('Now', { text: 'Hall' }).set('Time', { text: '' })
  const said: string[] = []
  const streaming: boolean[] = []
  const tries: number[] = []
  const log = { info: (text: string) => said.push(text), warn: (text: string) => said.push(text) }
  const stop = new AbortController()
  const link = new ObsLink({
    connect: async () => {
      tries.push(Date.now())
      return connect === undefined ? obs.connection() : connect()
    },
    map: MAP,
    log,
    onAir: { streaming: (is = false) => void streaming.push(is), desk: () => {} },
    onSet: () => {},
    onMissing: () => {},
  })
  const following = link.follow(stop.signal)
  const show = async () => {
    link.show({ screen: lounge.screen(), isLinked: true })
    await vi.advanceTimersByTimeAsync(0)
  }
  await vi.advanceTimersByTimeAsync(0)
  const end = () => {
    stop.abort()
    return following
  }
  return { lounge, obs, link, said, streaming, tries, show, end }
}

test('on connect only what differs is set', async () => {
  const { lounge, obs, show, end } = await rig()
  lounge.ask(ana, named('engine', 'hall'))
  lounge.ask(ana, level('time', 7))
  lounge.send()
  await show()

  expect(obs.sets).toEqual(['SetInputSettings'])
  expect(obs.inputs.get('Time')).toEqual({ text: '7' })
  await end()
})

test('a change sets what hangs on it, and an undo sets it back', async () => {
  const { lounge, obs, show, end } = await rig()
  lounge.ask(ana, named('engine', 'shimmer'))
  lounge.send()
  await show()
  const during = [obs.scene(), obs.inputs.get('Now')?.text]
  lounge.ask(ana, { kind: 'undo' })
  lounge.ask(ana, named('engine', 'plate'))
  lounge.send()
  await show()

  expect(during).toEqual(['Stars', 'Shimmer'])
  expect([obs.scene(), obs.inputs.get('Now')?.text]).toEqual(['Lounge', 'Plate'])
  await end()
})

test('a scene that the map does not name stays on air', async () => {
  const { lounge, obs, show, end } = await rig()
  obs.choose('Break')
  lounge.ask(ana, named('engine', 'shimmer'))
  lounge.send()
  await show()

  expect(obs.scene()).toBe('Break')
  await end()
})

test('what is missing is said once, by its name, and does not stop the rest; renamed back it is set', async () => {
  const { lounge, obs, said, show, link, end } = await rig()
  obs.inputs.delete('Now')
  for (const time of [3, 5, 7]) {
    lounge.ask(ana, level('time', time))
    lounge.send()
    await show()
  }
  const missing = link.missing
  obs.inputs.set('Now', { text: 'old' })
  obs.changed()
  await vi.advanceTimersByTimeAsync(0)

  expect(said.filter((text) => text.includes('"Now"'))).toEqual([
    'OBS has not got the text source "Now", which the map names; npm run obs-doctor can make it',
    'OBS has got the text source "Now" again',
  ])
  expect(missing).toEqual(['the text source "Now"'])
  expect(obs.inputs.get('Time')).toEqual({ text: '7' })
  expect(obs.inputs.get('Now')).not.toEqual({ text: 'old' })
  await end()
})

test('OBS that died is set anew when it is back', async () => {
  const { lounge, obs, said, show, streaming, end } = await rig()
  lounge.ask(ana, level('time', 7))
  lounge.send()
  await show()
  obs.stream(true)
  obs.die()
  await vi.advanceTimersByTimeAsync(0)
  obs.inputs.set('Time', { text: 'as it was saved' })
  await vi.advanceTimersByTimeAsync(1_000)

  expect(obs.inputs.get('Time')).toEqual({ text: '7' })
  expect(said).toContain('OBS is gone')
  expect(streaming).toContain(true)
  expect(streaming.at(-2)).toBe(false)
  await end()
})

test('a wrong password is said once and not hammered', async () => {
  const connect = async () => {
    throw new WrongPassword('OBS refused the password')
  }
  const { said, tries, link, end } = await rig({ connect })
  await vi.advanceTimersByTimeAsync(60_000)

  expect(said).toEqual(['OBS refused the password'])
  expect(tries.length).toBeLessThanOrEqual(5)
  expect(link.why).toBe('OBS refused the password')
  await end()
})

test('while the log is not heard OBS stays as it is', async () => {
  const { lounge, obs, link, end } = await rig()
  lounge.ask(ana, level('time', 7))
  lounge.send()
  link.show({ screen: lounge.screen(), isLinked: false })
  await vi.advanceTimersByTimeAsync(0)

  expect(obs.sets).toEqual([])
  await end()
})
