/** Changes a second through chat, midi, data and the store, beside the same store written directly. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import nano from 'nano'
import { dataClient, followData } from '../../workloads/data/client.ts'
import { sqliteStore } from '../../workloads/data/sqlite/sqlite.ts'
import { aCommit } from '../../workloads/data/testing/log.ts'
import type { Commit } from '../../workloads/lounge/log.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { readKeys } from '../../workloads/service/key-files.ts'
import { Child } from '../lounge/child.ts'
import { freePorts, isListening } from '../lounge/ports.ts'
import type { StoreKind } from '../lounge/processes.ts'
import { ownProcesses } from './contenders.ts'
import type { Bench } from './main.ts'
import { short } from './stats.ts'
import { steady } from './steady.ts'
import type { Row } from './table.ts'

/** As many as speak, or write, at once. */
const MANY = 64
/** Of the rate that the writer alone reached, in a second. */
const GOAL = 0.7
/** Group commit: several times what as many writers reach, who each wait for a write of their own. */
const GOAL_MANY = 2

type Lounge = Awaited<ReturnType<typeof ownProcesses>>
type Write = (commit: Commit) => Promise<unknown>

/** Of what has been written directly. */
let newest = 0

/** As many as are wanted write one document after the other. */
const direct = async (write: Write, writers: number, seconds: number) => {
  const first = newest
  let last = first
  const began = steady()
  const one = async () => {
    while (steady() - began < seconds * 1_000) {
      last += 1
      await write(aCommit(last))
    }
  }
  await Promise.all(Array.from({ length: writers }, one))
  newest = last
  return (last - first) / ((steady() - began) / 1_000)
}

/** A second store of the same kind: the lounge's own log stays the lounge's. */
const openSqlite = async (folder: string) => {
  const file = sqliteStore(join(folder, 'log.sqlite'))
  return { write: (commit: Commit): Promise<unknown> => file.append(commit), close: () => file.close() }
}

const openCouch = async (folder: string) => {
  const [port = 0] = await freePorts(1)
  const [user, password] = ['data', 'direct']
  const child = new Child({
    ...{ name: 'store', logFile: join(folder, 'log'), isReady: () => isListening(port) },
    entry: join(import.meta.dirname, '../lounge/couch.ts'),
    env: {
      ...{ PORT: String(port), JOURNAL: join(folder, 'journal') },
      ...{ COUCHDB_USER: user, COUCHDB_PASSWORD: password, ADMIN_PASSWORD: 'admin' },
    },
  })
  await child.start()
  const lounge = nano({ url: `http://${user}:${password}@127.0.0.1:${port}` }).use<object>('lounge')
  const write = ({ id, ...commit }: Commit): Promise<unknown> => lounge.insert({ _id: id, ...commit })
  return { write, close: () => child.kill() }
}

const openDirect = { sqlite: openSqlite, couch: openCouch }

const withDirect = async (store: StoreKind, work: (write: Write) => Promise<number[]>) => {
  const folder = await mkdtemp(join(tmpdir(), 'lounge-bench-'))
  const { write, close } = await openDirect[store](folder)
  const result = await work(write)
  await close()
  await rm(folder, { recursive: true, force: true })
  return result
}

/** Hears every commit of the lounge from its own data service. */
const listen = async ({ lounge }: Lounge) => {
  const { sign } = await readKeys(join(lounge.folder, 'keys'), 'overlay')
  const stop = new AbortController()
  const heard: { size: number; logins: string[] }[] = []
  const waiting = new Map<string, () => void>()
  const client = dataClient({
    baseUrl: `http://127.0.0.1:${lounge.ports.data[0]}`,
    fetch: serviceFetch({ audience: 'data', sign }),
  })
  const following = followData({
    ...{ client, signal: stop.signal, snapshot: () => undefined, reported: () => undefined },
    commit: ({ changes }) => {
      heard.push({ size: changes.length, logins: changes.map(({ who }) => who.login) })
      for (const { who } of changes) waiting.get(who.login)?.()
    },
  })
  const close = async () => {
    stop.abort()
    await following
  }
  /** Resolves when the next change of theirs is in the log, or when it seems lost. */
  const next = (login: string) =>
    Promise.race([new Promise<void>((resolve) => void waiting.set(login, resolve)), delay(2_000)])
  return { heard, next, close }
}

type Ears = Awaited<ReturnType<typeof listen>>

/** Moderators, who wait for nobody; each speaks again when the last change of theirs is in the log. */
const speak = async (
  { stage }: Lounge,
  ears: Ears,
  { writers, seconds }: { writers: number; seconds: number },
) => {
  ears.heard.length = 0
  const began = steady()
  const one = async (_: unknown, index: number) => {
    for (let line = 0; steady() - began < seconds * 1_000; line += 1) {
      const accepted = ears.next(`mod${index}`)
      stage.say(`mod${index}`, `!mix ${((line * 7 + index) % 101) / 10}`, true)
      await accepted
    }
  }
  await Promise.all(Array.from({ length: writers }, one))
  return tally(ears, steady() - began)
}

/** So many lines a second, whatever becomes of them. */
const offer = async ({ stage }: Lounge, ears: Ears, { rate, seconds }: { rate: number; seconds: number }) => {
  ears.heard.length = 0
  const began = steady()
  for (let said = 0; said < rate * seconds; ) {
    const due = ((steady() - began) * rate) / 1_000
    for (; said < due; said += 1) stage.say(`mod${said % MANY}`, `!mix ${((said * 7) % 101) / 10}`, true)
    await delay(5)
  }
  return tally(ears, steady() - began)
}

const tally = ({ heard }: Ears, ms: number) => {
  const sizes = heard.map(({ size }) => size)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return {
    rate: total / (ms / 1_000),
    mean: total / Math.max(1, sizes.length),
    largest: Math.max(0, ...sizes),
  }
}

type Tally = ReturnType<typeof tally>

type Compared = { what: string; ours: Tally; beside: number; goal: number }

const row = ({ what, ours, beside, goal }: Compared): Row => ({
  ...{ what, ours: `${short(ours.rate)} (${short(ours.mean)} changes a commit, at most ${ours.largest})` },
  ...{ beside: `direct ${short(beside)}`, ratio: `× ${short(ours.rate / beside)}` },
  ...{ goal: `≥ × ${goal}`, isMet: ours.rate >= beside * goal },
})

const rowsOf = async (store: StoreKind, seconds: number): Promise<Row[]> => {
  const [alone = 0, many = 0] = await withDirect(store, async (write) => [
    await direct(write, 1, seconds / 4),
    await direct(write, MANY, seconds / 4),
  ])
  const lounge = await ownProcesses({ store })
  const ears = await listen(lounge)
  const offered = await offer(lounge, ears, { rate: alone, seconds })
  const crowded = await speak(lounge, ears, { writers: MANY, seconds })
  await ears.close()
  await lounge.close()
  return [
    row({
      what: `${store}: changes a second, offered what one writer writes`,
      ours: offered,
      beside: alone,
      goal: GOAL,
    }),
    row({
      what: `${store}: changes a second, ${MANY} speak, beside ${MANY} who write`,
      ours: crowded,
      beside: many,
      goal: GOAL_MANY,
    }),
  ]
}

export const sustained: Bench = async ({ seconds }) => ({
  title: `changes a second for ${seconds} s`,
  rows: [...(await rowsOf('sqlite', seconds)), ...(await rowsOf('couch', seconds))],
})
