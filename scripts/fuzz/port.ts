/** The shipped node on a port that keeps a look on what it is given. */
import { pino } from 'pino'
import { ventris } from '../../workloads/lounge/devices/index.ts'
import type { Term } from '../../workloads/lounge/log.ts'
import { midiClient } from '../../workloads/midi/client.ts'
import { dial } from '../../workloads/midi-node/dial.ts'
import { type Midi, MidiNode } from '../../workloads/midi-node/node.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import type { UnderTest } from '../lounge/services-under-test.ts'
import { demand } from './demand.ts'

const CONTROL_CHANGES = [0xb0, 0xbf] as const // status bytes of the sixteen channels
const NAME = 'the port'
const log = pino({ level: 'silent' })

const is7Bit = (value: number | undefined) =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) < 128

const isControlChange = ([status = 0, cc, value, ...more]: readonly number[]) =>
  status >= CONTROL_CHANGES[0] &&
  status <= CONTROL_CHANGES[1] &&
  is7Bit(cc) &&
  is7Bit(value) &&
  more.length === 0

const inMemory = () => {
  let highest: Term | null = null
  return {
    highest: () => highest,
    keep: (term: Term) => {
      highest = term
    },
  }
}

/** The shipped node on that port. `check` throws when it was ever given anything but control changes of seven bits. */
export const watchedNode = (midi: Midi) => {
  const wrong: (readonly number[])[] = []
  const seen = new Set<string>()
  const first = Promise.withResolvers<void>()
  const send = (bytes: readonly number[]) => {
    first.resolve()
    seen.add(bytes.slice(1).join('='))
    if (!isControlChange(bytes)) wrong.push([...bytes])
  }
  const node = new MidiNode({
    ...{ profile: ventris, served: inMemory(), log, now: Date.now, wanted: [NAME], midis: [midi] },
    ports: { list: () => [NAME], open: () => ({ send, close: () => undefined }) },
  })
  node.start()
  return {
    /** Resolves once it was given something. */
    begun: first.promise,
    was: (cc: number, value: number) => seen.has(`${cc}=${value}`),
    check: () => demand(wrong.length === 0, `the port was given ${wrong.join(' and ')}`),
    stop: () => node.stop(),
  }
}

/** Follows the midi that is fuzzed; there once it was sent something. */
export const openPort = async ({ services, sign }: UnderTest) => {
  const [, { app }] = services
  const local = (async (input, init) => app.request(String(input), init)) as typeof fetch
  const signed = serviceFetch({ audience: 'midi', sign: sign('all'), fetch: local })
  const client = midiClient({ baseUrl: 'http://midi', fetch: signed })
  // Whoever asks is answered by a node that obeys at once; this one is as slow as a cable.
  const node = watchedNode({ ...dial({ client, device: ventris.id, log }), report: async () => undefined })
  await node.begun
  return node
}
