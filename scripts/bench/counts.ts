/** What one line costs, counted: calls between services and durable writes, before its byte and after it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type Contender, oneProcess, ownProcesses } from './contenders.ts'
import { Crowd } from './crowd.ts'
import type { Bench } from './main.ts'
import { short } from './stats.ts'
import { steady } from './steady.ts'
import type { Row } from './table.ts'

const LINES = 40
/** A node reports at most ten times a second: each line has its own. */
const PAUSE_MS = 250
/** Lines a second, where several share a write. */
const BUSY = 300

type Event = { readonly what: string; readonly steady: number }

/** What the services' logs say of their requests, at the moment at which each began. */
const requestsIn = (folder: string, names: readonly string[]): Event[] => {
  const shift = steady() - Date.now()
  return names.flatMap((name) =>
    readFileSync(join(folder, `${name}.log`), 'utf8')
      .split('\n')
      .filter(
        (line) =>
          line.includes('"message":"request"') && !line.includes('/events') && !line.includes('/stream'),
      )
      .map((line) => JSON.parse(line) as { time: string; ms: number; method: string; route: string })
      .map(({ time, ms, method, route }) => ({
        what: `${method} ${route}`,
        steady: Date.parse(time) - ms + shift,
      })),
  )
}

const quietly = async (contender: Contender) => {
  const crowd = new Crowd(contender)
  for (let line = 0; line < LINES; line += 1) {
    crowd.say(2)
    await delay(PAUSE_MS)
  }
  await crowd.settled()
  return crowd
}

/** Of all lines: how many events fall between a line and its byte, and between that and the next line. */
const split = (crowd: Crowd, events: readonly Event[]) => {
  const from = crowd.said[0]?.steady ?? 0
  const within = events.filter(({ steady }) => steady >= from)
  const isBefore = ({ steady: at }: Event) => {
    const line = crowd.said.findLast(({ steady }) => steady <= at)
    return crowd.messages.some(
      ({ steady }) =>
        line !== undefined && steady >= line.steady && at <= steady && steady < line.steady + PAUSE_MS,
    )
  }
  const [before, after] = [true, false].map((is) => within.filter((event) => isBefore(event) === is)) as [
    Event[],
    Event[],
  ]
  return { before, after }
}

const kinds = (events: readonly Event[]) =>
  [...new Set(events.map(({ what }) => what))]
    .map((what) => `${what} ${short(events.filter((one) => one.what === what).length / LINES)}`)
    .join(', ')

const row = (what: string, events: readonly Event[], most: number): Row => ({
  ...{ what, ours: `${short(events.length / LINES)} (${kinds(events)})` },
  ...{ goal: `≤ ${most}`, isMet: Math.round(events.length / LINES) <= most },
})

const calls = async (): Promise<Row[]> => {
  const contender = await ownProcesses()
  const crowd = await quietly(contender)
  await delay(PAUSE_MS)
  const { before, after } = split(crowd, requestsIn(contender.lounge.folder, ['data1', 'midi1', 'node']))
  await contender.close()
  return [row('HTTP calls a line before its byte', before, 3), row('HTTP calls a line after it', after, 2)]
}

const writesSince = ({ wire }: Contender, from: number): Event[] => {
  wire.read()
  const isWrite = ({ kind, steady }: { kind: string; steady: number }) =>
    (kind === 'append' || kind === 'report') && steady >= from
  return wire.notes.filter(isWrite).map(({ kind, steady }) => ({ what: kind, steady }))
}

const writes = async (): Promise<Row[]> => {
  const contender = await oneProcess()
  const crowd = await quietly(contender)
  const { before, after } = split(crowd, writesSince(contender, crowd.said[0]?.steady ?? 0))
  const busy = new Crowd(contender)
  await busy.speak(BUSY, 1_000)
  await busy.settled()
  const appended =
    writesSince(contender, busy.said[0]?.steady ?? 0).filter(({ what }) => what === 'append').length /
    busy.said.length
  await contender.close()
  return [
    row('durable writes a line before its byte', before, 1),
    row('writes a line after it', after, 1),
    {
      what: `durable writes a line at ${BUSY} lines a second`,
      ours: short(appended),
      goal: '< 1',
      isMet: appended < 1,
    },
  ]
}

export const counts: Bench = async () => ({
  title: 'what one line costs',
  rows: [...(await calls()), ...(await writes())],
})
