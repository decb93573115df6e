import { afterEach, expect, test } from 'vitest'
import { devices, ventris } from '../lounge/devices/index.ts'
import type { Reported } from '../lounge/log.ts'
import { midiApp } from '../midi/app.ts'
import { midiClient } from '../midi/client.ts'
import { Conductor } from '../midi/conductor.ts'
import { SharedLog } from '../midi/testing/shared-log.ts'
import { serviceFetch } from '../service/fetch.ts'
import { keyring } from '../service/keys.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { dial } from './dial.ts'
import { MidiNode } from './node.ts'
import { servedInMemory } from './testing/rig.ts'
import { VirtualPedal } from './virtual.ts'

const ending: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end()
})

/** Resolves with the first thing told that is as wanted, now or later. */
const hearing = <Told>() => {
  const told: Told[] = []
  const waiting = new Set<() => void>()
  const tell = (each: Told) => {
    told.push(each)
    for (const look of waiting) look()
  }
  const until = (isWanted: (each: Told) => boolean) =>
    new Promise<Told>((resolve) => {
      const look = () => {
        const found = told.find(isWanted)
        if (found) resolve(found)
      }
      waiting.add(look)
      look()
    })
  return { tell, until }
}

/** The real midi over a log in memory, and a node that dials it with signed requests. */
const rig = async () => {
  const shared = new SharedLog()
  const reports = hearing<Reported>()
  const ledger = { ...shared.ledger() }
  const report = async (each: Reported) => {
    await shared.ledger().report(each)
    reports.tell(each)
  }
  const conductor = new Conductor({
    ...{
      environment: 'home',
      ledger: { ...ledger, report },
      profiles: devices,
      clock: Date.now,
      opens: 'empty',
    },
  })
  const stop = new AbortController()
  void conductor.follow(stop.signal)
  const keys = await keyring()
  const log = createLog({ service: 'test', level: 'silent' })
  const authorise = keys.authorise('midi')
  const app = midiApp({
    conductor,
    ledger,
    profiles: devices,
    log,
    metrics: createMetrics('midi'),
    authorise,
  })
  const inProcess: typeof fetch = async (input, init) => app.request(input as string, init)
  const clientOf = (name: 'midi-node' | 'chat') => {
    const fetch = serviceFetch({ audience: 'midi', sign: keys.sign(name), fetch: inProcess })
    return midiClient({ baseUrl: 'http://midi', fetch })
  }
  const pedal = new VirtualPedal()
  const node = new MidiNode({
    profile: ventris,
    ports: pedal,
    midis: [dial({ client: clientOf('midi-node'), device: ventris.id, log })],
    served: servedInMemory(),
    log,
    now: Date.now,
  })
  node.start()
  ending.push(
    () => stop.abort(),
    () => node.stop(),
  )
  return { chat: clientOf('chat'), conductor, pedal, node, reports }
}

test('a change that midi accepted ends as bytes in the pedal, and midi hears that it did', async () => {
  const { chat, pedal, reports } = await rig()
  await reports.until(({ port }) => port !== null)

  const response = await chat.v1.changes.$post({
    header: {},
    json: { intent: { kind: 'set', control: 'time', to: { as: 'level', level: 7 } } },
  })

  expect(response.status).toBe(201)
  const applied = await reports.until(({ values }) => values['a.time'] === 89)
  expect(applied).toMatchObject({ environment: 'home', device: 'ventris', term: 1, generation: 2 })
  expect(pedal.values).toEqual({ 2: 89 })
})

test('midi hears that the node stopped', async () => {
  const { node, reports } = await rig()
  await reports.until(({ port }) => port !== null)

  await node.stop()

  expect(await reports.until(({ port }) => port === null)).toMatchObject({ device: 'ventris' })
})

test('a refused report rejects with what midi said', async () => {
  const { chat } = await rig()
  const log = createLog({ service: 'test', level: 'silent' })
  const trespasser = dial({ client: chat, device: ventris.id, log })

  const report = { term: 1, generation: 1, values: {}, port: null, since: 0 }

  await expect(trespasser.report(report)).rejects.toThrow('node')
})
