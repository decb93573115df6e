/** Against a real ALSA sequencer; run by `npm run test:alsa`, which says what it needs. */
import { afterEach, expect, test, vi } from 'vitest'
import { ventris } from '../lounge/devices/index.ts'
import { MidiNode } from './node.ts'
import { midiPortContract } from './out.contract.ts'
import { type AlsaPedal, alsaBench } from './testing/alsa-bench.ts'
import { fakeMidi, servedInMemory } from './testing/rig.ts'

const { ALSA_PLUG: plug, ALSA_UNPLUG: unplug, ALSA_RECEIVED: received } = process.env
const pedal: AlsaPedal = plug && unplug && received ? { plug, unplug, received } : undefined

const PATIENCE = { timeout: 60_000, interval: 50 }

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

midiPortContract('ALSA by easymidi', () => alsaBench(pedal))

test('looking at the list for ever uses up nothing', async () => {
  const bench = await alsaBench(pedal)
  ending.push(() => bench.end())

  for (let i = 0; i < 300; i += 1) bench.ports.list()

  expect(bench.pedal()).toBeDefined()
  bench.ports.open(bench.pedal() as string).close()
})

test('a node plays the pedal, reports the pulled cable, and re-applies everything when it is back', async () => {
  const bench = await alsaBench(pedal)
  ending.push(() => bench.end())
  const { midi, say, reports } = fakeMidi()
  const sent: string[] = []
  const quiet = () => {}
  const node = new MidiNode({
    profile: ventris,
    ports: bench.ports,
    midis: [midi],
    served: servedInMemory(),
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    now: Date.now,
    onSent: ({ cc, value }) => void sent.push(`${cc}=${value}`),
  })
  ending.push(() => node.stop())
  node.start()

  say({ generation: 2, values: { 'a.engine': 7, 'a.time': 89 } })
  expect(await bench.received(6)).toEqual([0xb0, 1, 7, 0xb0, 2, 89])
  const name = bench.pedal()
  await vi.waitFor(() => expect(reports.at(-1)).toMatchObject({ generation: 2, port: name }), PATIENCE)

  await bench.unplug()
  await vi.waitFor(() => expect(reports.at(-1)).toMatchObject({ generation: 2, port: null }), PATIENCE)
  say({ generation: 3, values: { 'a.engine': 7, 'a.time': 20 } })
  sent.length = 0

  await bench.plug()
  await vi.waitFor(
    () => expect(reports.at(-1)).toMatchObject({ generation: 3, port: expect.stringContaining('Ventris') }),
    PATIENCE,
  )
  expect(sent).toEqual(['1=7', '2=20'])
  say({ generation: 4, values: { 'a.engine': 7, 'a.time': 21 } })
  await vi.waitFor(() => expect(bench.messages().at(-1)).toEqual([0xb0, 2, 21]), PATIENCE)
})
