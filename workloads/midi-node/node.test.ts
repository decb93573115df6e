import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Midi } from './node.ts'
import { fakeMidi, rig } from './testing/rig.ts'
import { VirtualPedal } from './virtual.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const settle = () => vi.advanceTimersByTimeAsync(500)
const hall = { 'a.engine': 1, 'a.time': 89, 'a.mix': 64 }

test('a desired state is on the wire, engine first, and is reported as applied once all of it is', async () => {
  const { node, say, wire, reports } = rig()
  node.start()

  say({ generation: 7, values: hall })
  await settle()

  expect(wire).toEqual(['1=1', '2=89', '3=64'])
  expect(reports.at(-1)).toEqual({
    term: 1,
    generation: 7,
    values: hall,
    port: 'Virtual Ventris:Virtual Ventris MIDI 1 128:0',
    since: 1_000_000,
  })
})

test('a generation is not claimed before the last of its bytes', async () => {
  const { node, say, wire, reports } = rig()
  node.start()

  say({ generation: 7, values: hall })
  await vi.advanceTimersByTimeAsync(40)

  expect(wire).toEqual(['1=1'])
  expect(reports.map(({ generation }) => generation)).toEqual([0])
})

test('when the stream comes back only what differs is sent', async () => {
  const { node, say, wire, stream } = rig()
  node.start()
  say({ generation: 7, values: hall })
  await settle()
  wire.length = 0

  stream(false)
  stream(true)
  say({ generation: 9, values: { ...hall, 'a.time': 20 } })
  await settle()

  expect(wire).toEqual(['2=20'])
})

test('without a port nothing is claimed, and everything is sent once one is there', async () => {
  const { node, say, wire, pedal, reports, logged } = rig()
  pedal.unplug()
  node.start()
  say({ generation: 7, values: hall })
  await settle()
  expect(reports.at(-1)).toMatchObject({ port: null, generation: 0, values: {} })
  expect(logged.filter((line) => line.startsWith('No MIDI port is called'))).toHaveLength(1)

  pedal.plug()
  await vi.advanceTimersByTimeAsync(2_000)

  expect(wire).toEqual(['1=1', '2=89', '3=64'])
  expect(reports.at(-1)).toMatchObject({ generation: 7, values: hall })
})

test('a pulled cable is reported with the generation that was sent last; its return re-applies everything', async () => {
  const { node, say, wire, pedal, reports } = rig()
  node.start()
  say({ generation: 7, values: hall })
  await settle()

  pedal.unplug()
  say({ generation: 8, values: { ...hall, 'a.time': 20 } })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(reports.at(-1)).toMatchObject({ port: null, generation: 7 })

  wire.length = 0
  pedal.plug()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(wire).toEqual(['1=1', '2=20', '3=64'])
  expect(reports.at(-1)).toMatchObject({ port: expect.stringContaining('129:0'), generation: 8 })
})

test('a cable that was pulled and put back between two looks is noticed by its new number', async () => {
  const { node, say, wire, pedal } = rig()
  node.start()
  say({ values: hall })
  await settle()
  wire.length = 0

  pedal.unplug()
  pedal.plug()
  await vi.advanceTimersByTimeAsync(1_500)

  expect(wire).toEqual(['1=1', '2=89', '3=64'])
})

test('a report looks at the list of ports first: bytes to a pulled cable are never claimed as applied', async () => {
  const { node, say, pedal, reports } = rig()
  node.start()
  say({ generation: 7, values: hall })
  await settle()

  pedal.unplug()
  say({ generation: 8, values: { ...hall, 'a.time': 20 } })
  await vi.advanceTimersByTimeAsync(200)

  expect(reports.at(-1)).toMatchObject({ port: null })
})

test('its own start re-applies everything', async () => {
  const { node, another, say, wire } = rig()
  node.start()
  say({ values: hall })
  await settle()
  await node.stop()
  wire.length = 0

  another().start()
  say({ values: hall })
  await settle()

  expect(wire).toEqual(['1=1', '2=89', '3=64'])
})

test('a resync re-applies everything, once', async () => {
  const { node, say, wire } = rig()
  node.start()
  say({ generation: 7, values: hall })
  await settle()
  wire.length = 0

  say({ generation: 8, values: hall, resync: 8 })
  await settle()
  say({ generation: 9, values: hall, resync: 8 })
  await settle()

  expect(wire).toEqual(['1=1', '2=89', '3=64'])
})

test('a momentary control change is sent once, however often the stream repeats it', async () => {
  const { node, say, wire } = rig()
  node.start()
  const momentary = [{ generation: 7, cc: 93, value: 127, at: 1_000_000 }]

  say({ generation: 7, momentary })
  say({ generation: 8, momentary })
  await settle()

  expect(wire).toEqual(['93=127'])
})

test('a momentary control change older than 5 s, or than the node itself, is not sent', async () => {
  const { node, say, wire } = rig()
  node.start()
  const raw = (generation: number, at: number) => ({ generation, cc: 93, value: generation, at })

  say({ generation: 6, momentary: [raw(6, 999_999)] })
  await vi.advanceTimersByTimeAsync(5_001)
  say({ generation: 8, momentary: [raw(7, 1_000_000), raw(8, 1_000_001)] })
  await settle()

  expect(wire).toEqual(['93=8'])
})

test('a momentary control change out of range harms nothing but itself', async () => {
  const { node, say, wire, reports } = rig()
  node.start()

  say({ generation: 7, values: hall, momentary: [{ generation: 7, cc: 200, value: 1, at: 1_000_000 }] })
  await settle()

  expect(wire).toEqual(['1=1', '2=89', '3=64'])
  expect(reports.at(-1)).toMatchObject({ generation: 7, port: expect.any(String) })
})

test.each([{ live: false }, { term: null }])('nothing is sent or reported while %o', async (more) => {
  const { node, say, wire, reports } = rig()
  node.start()

  say({ values: hall, ...more })
  await settle()

  expect([wire, reports]).toEqual([[], []])
})

test('what waits is not sent once the environment stands by', async () => {
  const { node, say, wire } = rig()
  node.start()

  say({ values: hall })
  say({ generation: 2, values: hall, live: false })
  await settle()

  expect(wire).toEqual(['1=1'])
})

test('a lower term, or the same one under another name, is not served, and that is said once', async () => {
  const { node, say, wire, logged } = rig()
  node.start()
  say({ term: { number: 4, environment: 'home' }, values: { 'a.time': 1 } })
  await settle()

  for (const term of [
    { number: 3, environment: 'replica' },
    { number: 4, environment: 'replica' },
    { number: 4, environment: 'replica' },
  ])
    say({ term, values: { 'a.time': 2 } })
  await settle()

  expect(wire).toEqual(['2=1'])
  expect(logged.filter((line) => line.startsWith('this term is not served'))).toHaveLength(2)
})

test('a higher term takes over; only what differs is sent, and its generation starts anew', async () => {
  const [home, replica] = [fakeMidi(), fakeMidi()]
  const { node, wire } = rig({ midis: [home.midi, replica.midi] })
  node.start()
  home.say({ generation: 40, values: { 'a.time': 1, 'a.mix': 5 } })
  await settle()

  replica.say({
    generation: 12,
    term: { number: 2, environment: 'replica' },
    values: { 'a.time': 2, 'a.mix': 5 },
  })
  home.say({ generation: 41, values: { 'a.time': 3 }, live: false })
  await settle()

  expect(wire).toEqual(['2=1', '3=5', '2=2'])
  expect(replica.reports.at(-1)).toMatchObject({ term: 2, generation: 12 })
  expect(home.reports.at(-1)).toMatchObject({ term: 2, serves: { number: 2, environment: 'replica' } })
})

test('whoever takes itself for live and is not served hears whom the node serves, until it stands by', async () => {
  const [home, replica] = [fakeMidi(), fakeMidi()]
  const { node } = rig({ midis: [home.midi, replica.midi] })
  const serves = { number: 3, environment: 'replica' }
  node.start()
  replica.say({ term: serves })
  await settle()

  home.say({ term: { number: 1, environment: 'home' }, generation: 40 })
  await settle()
  const told = home.reports.length
  home.say({ live: false })
  await vi.advanceTimersByTimeAsync(20_000)

  expect(home.reports[0]).toMatchObject({ term: 3, serves, generation: 0, values: {} })
  expect(home.reports).toHaveLength(told)
})

test('whoever was served until a higher term came hears of it, though it has nothing more to say', async () => {
  const [home, replica] = [fakeMidi(), fakeMidi()]
  const { node } = rig({ midis: [home.midi, replica.midi] })
  const serves = { number: 3, environment: 'replica' }
  node.start()
  home.say({ term: { number: 2, environment: 'home' } })
  await settle()
  home.reports.length = 0

  replica.say({ term: serves })
  await settle()

  expect(home.reports[0]).toMatchObject({ term: 3, serves, generation: 0, values: {} })
  expect(replica.reports.at(-1)).toMatchObject({ term: 3 })
})

test('what waits in the name of a lower term is never sent once a higher one is served', async () => {
  const [home, replica] = [fakeMidi(), fakeMidi()]
  const { node, wire } = rig({ midis: [home.midi, replica.midi] })
  node.start()
  const raw = { generation: 1, at: Date.now(), cc: 93, value: 9 }
  home.say({ values: hall, momentary: [raw] })

  replica.say({ term: { number: 2, environment: 'replica' }, values: { 'a.mix': 5 } })
  await settle()

  expect(wire).toEqual(['1=1', '3=5'])
})

test('nothing is sent for a term that could not be written down', async () => {
  const full = () => {
    throw new Error('no space left')
  }
  const { node, say, wire, logged } = rig({ served: { highest: () => null, keep: full } })
  node.start()

  say({ values: hall })
  await settle()

  expect(wire).toEqual([])
  expect(logged.join()).toContain('whom this node serves could not be written down')
})

test('a burst is reported at most ten times a second, and ends on the last generation', async () => {
  const { node, say, reports } = rig()
  node.start()

  for (let generation = 1; generation <= 100; generation += 1) {
    say({ generation, values: { 'a.time': generation } })
    await vi.advanceTimersByTimeAsync(10)
  }
  await settle()

  expect(reports.length).toBeLessThanOrEqual(12)
  expect(reports.at(-1)).toMatchObject({ generation: 100, values: { 'a.time': 100 } })
})

test('the report is renewed every 5 s', async () => {
  const { node, say, reports } = rig()
  node.start()
  say({ values: hall })
  await settle()
  reports.length = 0

  await vi.advanceTimersByTimeAsync(20_000)

  expect(reports).toHaveLength(4)
})

test('a report that did not arrive is told again, and the fault is logged once', async () => {
  const { node, say, fail, reports, logged } = rig()
  node.start()
  fail(new Error('midi is away'))
  say({ generation: 7, values: hall })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(reports).toEqual([])

  fail(undefined)
  await vi.advanceTimersByTimeAsync(1_100)

  expect(reports.at(-1)).toMatchObject({ generation: 7 })
  expect(logged.filter((line) => line.startsWith('the report did not reach midi'))).toHaveLength(1)
})

test('each control change is logged and shown with the correlation id of the change it comes from', async () => {
  const { node, say, sent, logged } = rig()
  node.start()

  say({ generation: 1, values: { 'a.time': 1, 'a.mix': 1 }, correlations: ['one'] })
  say({ generation: 2, values: { 'a.time': 2, 'a.mix': 1 }, correlations: ['two'] })
  await settle()

  expect(sent.map(({ control, value, correlation }) => `${control} ${value} ${correlation}`)).toEqual([
    'a.time 1 one',
    'a.mix 1 one',
    'a.time 2 two',
  ])
  expect(
    logged.filter((line) => line.startsWith('control change') && line.includes('"correlation":"one"')),
  ).toHaveLength(2)
})

test('stopping tells that the port is closed, and sends nothing more', async () => {
  const { node, say, wire, reports } = rig()
  node.start()
  say({ values: hall })

  await node.stop()
  say({ generation: 9, values: { 'a.time': 3 } })
  await settle()

  expect(wire).toEqual(['1=1'])
  expect(reports.at(-1)).toMatchObject({ port: null })
  expect(vi.getTimerCount()).toBe(0)
})

test('the last report comes after one that is still on its way', async () => {
  const arrived: (string | null)[] = []
  let letGo = () => {}
  const home = fakeMidi()
  const slow: Midi = {
    ...home.midi,
    report: ({ port }) =>
      new Promise((resolve) => {
        letGo = () => {
          arrived.push(port && 'a port')
          resolve()
        }
      }),
  }
  const { node } = rig({ midis: [slow] })
  node.start()
  home.say({ values: hall })

  const stopped = node.stop()
  letGo()
  await settle()
  letGo()
  await stopped

  expect(arrived).toEqual(['a port', null])
})

test('a port that breaks is opened again and gets everything anew', async () => {
  const pedal = new VirtualPedal()
  const { open } = pedal
  let isBroken = true
  vi.spyOn(pedal, 'open').mockImplementation((name) => {
    const out = open.call(pedal, name)
    const send = (bytes: readonly number[]) => {
      if (!isBroken) return out.send(bytes)
      isBroken = false
      throw new Error('Internal RtMidi error')
    }
    return { ...out, send }
  })
  const { node, say, wire } = rig({ pedal })
  node.start()

  say({ values: hall })
  await vi.advanceTimersByTimeAsync(1_500)

  expect(wire).toEqual(['1=1', '2=89', '3=64'])
})

test('status says in a sentence why there is no port', async () => {
  const { node, pedal } = rig()
  pedal.unplug()

  node.start()

  expect(node.status).toMatchObject({
    port: null,
    isServing: false,
    isFollowing: true,
    trouble:
      'No MIDI port is called "One Series Ventris Reverb" or "One Series Ventris Dual Reverb" or "Ventris"; there are none. Still looking.',
  })
})
