/** Five hundred listeners of data's events: how late the last of them hears of a commit, and what each holds in memory. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { aCommit } from '../../workloads/data/testing/log.ts'
import { devices } from '../../workloads/lounge/devices/index.ts'
import { opening } from '../../workloads/midi/term.ts'
import { makeKeys, readKeys } from '../../workloads/service/key-files.ts'
import { Child } from '../lounge/child.ts'
import { freePorts, isListening, isReady } from '../lounge/ports.ts'
import type { Bench } from './bench.ts'
import { COUNTED } from './contenders.ts'
import { held } from './memory.ts'
import { quantile, ratio, spread } from './stats.ts'
import { steady } from './steady.ts'
import type { Row } from './table.ts'
import { Wire } from './wire.ts'

const LISTENERS = 500
const COMMITS = 30
const PAUSE_MS = 200
const LOOK_MS = 20
const KIB = 1_024

const entry = (file: string) => join(import.meta.dirname, 'entries', file)

const notesIn = (folder: string, name: string) => join(folder, `${name}.notes`)
const countedIn = (folder: string, name: string) => ({ NODE_OPTIONS: COUNTED, NOTES: notesIn(folder, name) })

type Server = {
  readonly name: string
  readonly child: Child
  readonly port: number
  readonly post: (commit: object) => Promise<void>
}

const poster = (port: number, headers: () => Promise<object>) => async (commit: object) => {
  const init = { 'content-type': 'application/json', ...(await headers()) }
  const body = JSON.stringify(commit)
  const response = await fetch(`http://127.0.0.1:${port}/v1/commits`, { method: 'POST', headers: init, body })
  if (!response.ok) throw new Error(`a commit was not taken: ${await response.text()}`)
  await response.arrayBuffer()
}

const dataAlone = async (folder: string): Promise<Server> => {
  const [port = 0] = await freePorts(1)
  const keys = join(folder, 'keys')
  const { sign } = await readKeys(keys, 'midi')
  const child = new Child({
    name: 'data',
    entry: join(import.meta.dirname, '../../workloads/data/main.ts'),
    logFile: join(folder, 'data.log'),
    env: {
      ...countedIn(folder, 'data'),
      KEYS: keys,
      PORT: String(port),
      METRICS_PORT: '0',
      LOUNGE_DIR: folder,
    },
    isReady: () => isReady(port),
  })
  const headers = async () => ({ authorization: `Bearer ${await sign('data')}` })
  return { name: 'data', child, port, post: poster(port, headers) }
}

const bareServer = async (folder: string): Promise<Server> => {
  const [port = 0] = await freePorts(1)
  const child = new Child({
    name: 'bare server',
    entry: entry('bare-sse.ts'),
    logFile: join(folder, 'bare server.log'),
    env: { ...countedIn(folder, 'bare server'), PORT: String(port) },
    isReady: () => isListening(port),
  })
  return { name: 'bare server', child, port, post: poster(port, async () => ({})) }
}

type Audience = { readonly wire: Wire; readonly child: Child }

const until = async (wire: Wire, holds: () => boolean) => {
  for (wire.read(); !holds(); wire.read()) await delay(LOOK_MS)
}

const openAudience = async (folder: string, { name, port }: Server): Promise<Audience> => {
  const { sign } = await readKeys(join(folder, 'keys'), 'overlay')
  const notes = join(folder, `${name}.heard`)
  const wire = new Wire(notes)
  const child = new Child({
    name: 'listeners',
    entry: entry('listeners.ts'),
    logFile: join(folder, `${name}.listeners.log`),
    env: {
      URL: `http://127.0.0.1:${port}/v1/events`,
      TOKEN: await sign('data'),
      COUNT: String(LISTENERS),
      NOTES: notes,
    },
    isReady: async () => {
      wire.read()
      return wire.notes.some(({ kind }) => kind === 'open')
    },
  })
  await child.start()
  return { wire, child }
}

const state = opening({ head: null, environment: 'home', at: 0 }, 'default', devices).state

/** Milliseconds from posting a commit to each listener's having it. */
const play = async ({ post }: Server, { wire }: Audience) => {
  const delays: number[] = []
  for (let first = 1; first <= COMMITS; first += 1) {
    const commit = { ...aCommit(first), state }
    const posted = steady()
    await post(commit)
    const heard = () => wire.notes.find(({ id }) => id === commit.id)
    await until(wire, () => heard() !== undefined)
    delays.push(...(heard()?.all ?? []).map((at) => at - posted))
    await delay(PAUSE_MS)
  }
  return delays
}

const measure = async (folder: string, server: Server) => {
  const { child } = server
  await child.start()
  try {
    const counted = { wire: new Wire(notesIn(folder, server.name)), counted: [child.pid ?? 0] }
    const before = await held(counted)
    const audience = await openAudience(folder, server)
    const delays = await play(server, audience)
    const more = (await held(counted)) - before
    await audience.child.kill()
    return { p50: quantile(delays, 0.5), p99: quantile(delays, 0.99), held: more / KIB / LISTENERS }
  } finally {
    await child.kill()
  }
}

const ROWS = [
  ['p50', 'from posting a commit to a listener: p50, ms'],
  ['p99', 'from posting a commit to a listener: p99, ms'],
  ['held', 'memory a listener, KiB'],
] as const

export const fanOut: Bench = async ({ rounds }) => {
  const results = {
    ours: [] as Awaited<ReturnType<typeof measure>>[],
    theirs: [] as Awaited<ReturnType<typeof measure>>[],
  }
  for (let turn = 0; turn < rounds; turn += 1) {
    const folder = await mkdtemp(join(tmpdir(), 'lounge-bench-'))
    await makeKeys(join(folder, 'keys'))
    results.theirs.push(await measure(folder, await bareServer(folder)))
    results.ours.push(await measure(folder, await dataAlone(folder)))
    await rm(folder, { recursive: true, force: true })
  }
  const rows = ROWS.map(([key, what]): Row => {
    const [ours, theirs] = [results.ours, results.theirs].map((all) => all.map((one) => one[key]))
    return {
      what,
      ours: spread(ours ?? []),
      beside: `bare server ${spread(theirs ?? [])}`,
      ratio: ratio(ours ?? [], theirs ?? []),
    }
  })
  return { title: `data’s events, ${LISTENERS} listeners`, rows }
}
