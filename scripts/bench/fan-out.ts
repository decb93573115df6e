/** One event → everyone who listens: five hundred followers of data, beside a server that does nothing else. */
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { aCommit } from '../../workloads/data/testing/log.ts'
import { Child } from '../lounge/child.ts'
import { freePorts, isListening } from '../lounge/ports.ts'
import { startAlone } from './alone.ts'
import type { Bench } from './main.ts'
import { rss } from './memory.ts'
import { median, quantile, short, spread } from './stats.ts'
import { steady } from './steady.ts'
import type { Row } from './table.ts'

const LISTENERS = 500
const EVENTS = 40
const PAUSE_MS = 60
const KIB = 1024

type Server = {
  readonly pid: number
  readonly url: string
  readonly headersFor: (caller: 'overlay' | 'midi') => Promise<Record<string, string>>
  readonly close: () => Promise<void>
}

const openData = async (): Promise<Server> => {
  const data = await startAlone('data')
  const headersFor = async (caller: 'overlay' | 'midi') => ({
    authorization: `Bearer ${await data.sign(caller)}`,
  })
  return { ...data, headersFor }
}

const openBare = async (): Promise<Server> => {
  const [port = 0] = await freePorts(1)
  const child = new Child({
    ...{ name: 'bare', logFile: join(tmpdir(), 'lounge-bench-bare.log'), isReady: () => isListening(port) },
    ...{ entry: join(import.meta.dirname, 'entries/bare-events.ts'), env: { PORT: String(port) } },
  })
  await child.start()
  const close = () => child.kill()
  return { pid: child.pid ?? 0, url: `http://127.0.0.1:${port}`, headersFor: async () => ({}), close }
}

/** Keeps the moment at which each commit's id first came in. */
class Listener {
  readonly heard = new Map<string, number>()
  #rest = ''

  async open(url: string, headers: Record<string, string>, agent: Agent) {
    const [response] = (await once(get(`${url}/v1/events`, { headers, agent }), 'response')) as [
      IncomingMessage,
    ]
    response.setEncoding('latin1').on('data', (chunk: string) => this.#take(chunk))
    return response
  }

  #take(chunk: string) {
    const now = steady()
    const blocks = (this.#rest + chunk).split('\n\n')
    this.#rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const id = /"id":"(commit:[^"]+)"/.exec(block)?.[1]
      if (id !== undefined && block.startsWith('event: commit')) this.heard.set(id, now)
    }
  }
}

const publish = async ({ url, headersFor }: Server, first: number) => {
  const commit = aCommit(first, { changes: first === 1 ? 0 : 1 })
  const headers = { ...(await headersFor('midi')), 'content-type': 'application/json' }
  const at = steady()
  const answer = await fetch(`${url}/v1/commits`, { method: 'POST', headers, body: JSON.stringify(commit) })
  if (!answer.ok) throw new Error(`the commit was not taken: ${await answer.text()}`)
  return { id: commit.id, at }
}

const gather = async ({ url, headersFor }: Server, agent: Agent) => {
  const headers = await headersFor('overlay')
  const listeners = Array.from({ length: LISTENERS }, () => new Listener())
  for (const listener of listeners) await listener.open(url, headers, agent)
  return listeners
}

/** Delays of each event at each listener, and bytes that each listener costs the server. */
const round = async (open: () => Promise<Server>) => {
  const server = await open()
  const agent = new Agent({ keepAlive: true })
  await publish(server, 1)
  await delay(1_000)
  const before = rss(server.pid)
  const listeners = await gather(server, agent)
  const sent: { id: string; at: number }[] = []
  for (let event = 0; event < EVENTS; event += 1) {
    sent.push(await publish(server, event + 2))
    await delay(PAUSE_MS)
  }
  await delay(1_000)
  const each = (rss(server.pid) - before) / LISTENERS
  agent.destroy()
  await server.close()
  const delays = sent.flatMap(({ id, at }) =>
    listeners.map(({ heard }) => (heard.get(id) ?? Number.POSITIVE_INFINITY) - at),
  )
  return {
    p50: quantile(delays, 0.5),
    p99: quantile(delays, 0.99),
    missed: delays.filter((one) => !Number.isFinite(one)).length,
    each: each / KIB,
  }
}

type Round = Awaited<ReturnType<typeof round>>

const compared = (
  what: string,
  pick: (one: Round) => number,
  { ours, bare }: Record<'ours' | 'bare', Round[]>,
): Row => ({
  ...{ what, ours: spread(ours.map(pick)), beside: `bare server ${spread(bare.map(pick))}` },
  ratio: `× ${short(median(ours.map(pick)) / median(bare.map(pick)))}`,
})

export const fanOut: Bench = async ({ rounds }) => {
  const results: Record<'ours' | 'bare', Round[]> = { ours: [], bare: [] }
  for (let turn = 0; turn < rounds; turn += 1) {
    results.ours.push(await round(openData))
    results.bare.push(await round(openBare))
  }
  const missed = Math.max(...results.ours.map((one) => one.missed))
  return {
    title: `one commit → ${LISTENERS} listeners, from the asking to the hearing`,
    rows: [
      compared('p50, ms', ({ p50 }) => p50, results),
      compared('p99, ms', ({ p99 }) => p99, results),
      compared('memory a listener, KiB', ({ each }) => each, results),
      { what: 'events that somebody missed', ours: String(missed), goal: '0', isMet: missed === 0 },
    ],
  }
}
