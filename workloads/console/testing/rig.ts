/** A whole lounge on free ports with a fresh log, and people who speak in its chat over plain sockets. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sqliteStore } from '../../data/sqlite.ts'
import { ventris } from '../../lounge/devices/index.ts'
import { servedOnDisk } from '../../midi-node/served.ts'
import { type PedalEvent, VirtualPedal } from '../../midi-node/virtual.ts'
import { createLog } from '../../service/log.ts'
import { follow } from '../../service/sse-client.ts'
import { CHANNEL } from '../cast.ts'
import { openLounge } from '../lounge.ts'
import type { ServerEvent } from '../page/contract.ts'
import type { Twitch } from '../rooms.ts'

export const KEY = '0123456789abcdef0123456789abcdef'

const silent = createLog({ service: 'console', level: 'silent' })

/** Undone after each test, last first. */
const undo: (() => unknown)[] = []

export const cleanUp = async () => {
  for (const each of undo.splice(0).reverse()) await each()
}

export const folder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'lounge-'))
  undo.push(() => rm(path, { recursive: true }))
  return path
}

const virtual = (pedal: VirtualPedal) => ({
  ports: pedal,
  virtual: pedal,
  wanted: ['Virtual'],
  channel: ventris.channel,
  using: 'a virtual pedal',
})

type Options = { path?: string; pedal?: VirtualPedal; twitch?: Twitch }

export const rig = async ({ path, pedal = new VirtualPedal(), twitch }: Options = {}) => {
  const home = path ?? (await folder())
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
    store: sqliteStore(join(home, 'log.sqlite')),
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
  undo.push(close)
  const page = pageOf(`http://127.0.0.1:${lounge.addresses.port}`)
  await page.until('layers', (layers) => layers.every(({ state }) => state === 'up'))
  return {
    lounge,
    pedal,
    page,
    close,
    home,
    join: (nick: string, pass?: string) => joined(lounge.addresses.ircPort, nick, pass),
  }
}

type DataOf<Name extends ServerEvent['event']> = Extract<ServerEvent, { event: Name }>['data']

/** What the page hears, and its switches. */
const pageOf = (origin: string) => {
  const stop = new AbortController()
  const waiting = new Set<(event: ServerEvent) => void>()
  const latest = new Map<string, ServerEvent>()
  undo.push(() => stop.abort())
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
    const found = Promise.withResolvers<DataOf<Name>>()
    const hear = (heard: ServerEvent) => {
      const data = heard.data as DataOf<Name>
      if (heard.event !== name || !holds(data)) return
      waiting.delete(hear)
      found.resolve(data)
    }
    waiting.add(hear)
    const known = latest.get(name)
    if (known) hear(known)
    return found.promise
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

/** Somebody in the chat, by any IRC client. */
const joined = async (port: number, nick: string, pass?: string) => {
  const socket = connect(port, '127.0.0.1')
  undo.push(() => socket.destroy())
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
  const isIn = until(' 366 ')
  write(...(pass === undefined ? [] : [`PASS ${pass}`]), `NICK ${nick}`, `JOIN #${CHANNEL}`)
  await isIn

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
