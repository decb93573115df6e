/** A whole lounge on free ports with a fresh log, and people who speak in its chat over plain sockets. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'vitest'
import type { TwitchOptions } from '../../chat/twitch/channel.ts'
import { sqliteStore } from '../../data/sqlite/sqlite.ts'
import type { Store } from '../../data/store.ts'
import type { View } from '../../lounge/answer.ts'
import { ventris } from '../../lounge/devices/index.ts'
import { servedOnDisk } from '../../midi-node/served.ts'
import { type PedalEvent, VirtualPedal } from '../../midi-node/virtual.ts'
import { createLog } from '../../service/log.ts'
import { follow } from '../../service/sse-client.ts'
import { openLounge } from '../lounge.ts'
import type { Layer, ServerEvent } from '../page/contract.ts'
import { CHANNEL } from '../wiring/cast.ts'

export const KEY = '0123456789abcdef0123456789abcdef'

const silent = createLog({ service: 'console', level: 'silent' })

/** Of one test: what is undone when it is over, last first. */
type Test = Pick<TestContext, 'onTestFinished'>

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

type DataOf<Name extends ServerEvent['event']> = Extract<ServerEvent, { event: Name }>['data']

/** What the page hears, and its switches. */
export const pageOf = ({ onTestFinished }: Test, origin: string) => {
  const stop = new AbortController()
  const waiting = new Set<(event: ServerEvent) => void>()
  const latest = new Map<string, ServerEvent>()
  onTestFinished(() => stop.abort())
  void follow({
    signal: stop.signal,
    open: (_, signal) => fetch(`${origin}/events`, { signal }),
    onEvent: ({ event, data }) => {
      const heard = { event, data: JSON.parse(data) } as ServerEvent
      latest.set(event, heard)
      for (const hear of waiting) hear(heard)
    },
  })

  /** The first event of that name, from the latest on, for which it holds. */
  const until = <Name extends ServerEvent['event']>(name: Name, holds: (data: DataOf<Name>) => boolean) => {
    const found = Promise.withResolvers<unknown>()
    const hear = (heard: ServerEvent) => {
      const data = heard.data as DataOf<Name>
      if (heard.event !== name || !holds(data)) return
      waiting.delete(hear)
      found.resolve(data)
    }
    waiting.add(hear)
    const known = latest.get(name)
    if (known) hear(known)
    return found.promise as Promise<DataOf<Name>>
  }

  const flip = async (name: string, on: boolean) => {
    const headers = { cookie: `lounge=${KEY}`, 'content-type': 'application/json', origin }
    const answer = await fetch(`${origin}/switches/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ on }),
    })
    return answer.status
  }

  const setup = async (cookie = `lounge=${KEY}`) =>
    (await fetch(`${origin}/setup`, { headers: { cookie } })).json()

  return { until, flip, setup, origin }
}

type Entry = { nick: string; pass: string | undefined }

/** Somebody in the chat, by any IRC client. */
export const joined = async ({ onTestFinished }: Test, port: number, { nick, pass }: Entry) => {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  const lines = createInterface({ input: socket })
  const waiting = new Set<(line: string) => void>()
  const heard: string[] = []
  lines.on('line', (line) => {
    heard.push(line)
    for (const hear of waiting) hear(line)
  })
  const write = (...said: string[]) => socket.write(said.map((line) => `${line}\r\n`).join(''))

  /** The text of the bot's next line. */
  const reply = () =>
    new Promise<string>((resolve) => {
      const hear = (line: string) => {
        const text = /^:eightbitbot!.* PRIVMSG #\S+ :(.*)$/.exec(line)?.[1]
        if (text === undefined) return
        waiting.delete(hear)
        resolve(text)
      }
      waiting.add(hear)
    })

  const until = (part: string) =>
    new Promise<string>((resolve) => {
      const hear = (line: string) => {
        if (!line.includes(part)) return
        waiting.delete(hear)
        resolve(line)
      }
      waiting.add(hear)
    })

  await once(socket, 'connect')
  const isIn = Promise.withResolvers<void>()
  void until(' 366 ').then(() => isIn.resolve())
  for (const no of [' NOTICE * ', ' 433 ']) void until(no).then((line) => isIn.reject(new Error(line)))
  write(...(pass === undefined ? [] : [`PASS ${pass}`]), `NICK ${nick}`, `JOIN #${CHANNEL}`)
  await isIn.promise

  return {
    until,
    reply,
    /** Says it; the bot's next line answers it. */
    ask: (text: string) => {
      const answer = reply()
      write(`PRIVMSG #${CHANNEL} :${text}`)
      return answer
    },
    say: (text: string) => write(`PRIVMSG #${CHANNEL} :${text}`),
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
