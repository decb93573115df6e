/** Gathers the evidence from outside: the store's own documents, the pedal's bytes, the room, and two who follow. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { dataClient, followData } from '../../workloads/data/client.ts'
import { ventris } from '../../workloads/lounge/devices/index.ts'
import { midiClient } from '../../workloads/midi/client.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { readKeys } from '../../workloads/service/key-files.ts'
import { follow } from '../../workloads/service/sse-client.ts'
import { CHANNEL, type Processes } from '../lounge/processes.ts'
import type { Belief, Commit, Evidence, Line, PedalEvent } from './evidence.ts'
import { IrcClient } from './irc-client.ts'

type Report = NonNullable<Evidence['reported']> & { device: string }
type Documents = { commits: Commit[]; reported: Report | undefined }

const BOT = 'eightbitbot'
const ccs = Object.fromEntries(ventris.controls.map(({ id, cc }) => [id, cc]))
const address = (port: number) => `http://127.0.0.1:${port}`

const fromSqlite = (file: string): Documents => {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  const bodies = (table: string, order: string) =>
    database
      .prepare(`SELECT body FROM ${table} ORDER BY ${order}`)
      .all()
      .map(({ body }) => JSON.parse(String(body)) as unknown)
  const commits = bodies('commits', 'term, first, environment') as Commit[]
  const reported = (bodies('reported', 'device') as Report[]).find(({ device }) => device === ventris.id)
  database.close()
  return { commits, reported }
}

const inOrder = (a: Commit, b: Commit) => a.term.number - b.term.number || a.first - b.first

/** The stand-in asks nobody who they are. */
const fromCouch = async (port: number): Promise<Documents> => {
  const response = await fetch(`${address(port)}/lounge/_all_docs?include_docs=true`)
  const { rows } = (await response.json()) as { rows: { id: string; doc: unknown }[] }
  const docs = (kind: string) => rows.filter(({ id }) => id.startsWith(kind)).map(({ doc }) => doc)
  const reports = docs('reported:') as Report[]
  const commits = (docs('commit:') as Commit[]).sort(inOrder)
  return { commits, reported: reports.find(({ device }) => device === ventris.id) }
}

/** What a file that only grows has gained since the last look. */
class Tail {
  readonly #file: string
  #at = 0
  #rest = ''

  constructor(file: string) {
    this.#file = file
  }

  lines(): string[] {
    if (!existsSync(this.#file)) return []
    const file = openSync(this.#file, 'r')
    const chunk = Buffer.alloc(1 << 20)
    for (let read = readSync(file, chunk, 0, chunk.length, this.#at); read > 0; ) {
      this.#rest += chunk.toString('latin1', 0, read)
      this.#at += read
      read = readSync(file, chunk, 0, chunk.length, this.#at)
    }
    closeSync(file)
    const lines = this.#rest.split('\n')
    this.#rest = lines.pop() ?? ''
    return lines
  }
}

type Follower = { belief: Belief | undefined }

const beliefOf = (generation: number, devices: object): Belief => ({
  generation,
  devices: devices as Belief['devices'],
})

/** As the page is told, by midi. */
const followPage = async ({ folder, ports }: Processes, signal: AbortSignal): Promise<Follower> => {
  const { sign } = await readKeys(`${folder}/keys`, 'console')
  const fetch = serviceFetch({ audience: 'midi', sign })
  const client = midiClient({ baseUrl: address(ports.midi[0] ?? 0), fetch })
  const follower: Follower = { belief: undefined }
  void follow({
    signal,
    open: (_, ends) => client.v1.events.$get(undefined, { init: { signal: ends } }),
    onEvent: ({ data }) => {
      const { generation, state } = JSON.parse(data) as { generation: number; state: Commit['state'] }
      follower.belief = beliefOf(generation, state.devices)
    },
  })
  return follower
}

/** As the overlay is told, by data. */
const followOverlay = async ({ folder, ports }: Processes, signal: AbortSignal): Promise<Follower> => {
  const { sign } = await readKeys(`${folder}/keys`, 'overlay')
  const client = dataClient({
    baseUrl: address(ports.data[1] ?? 0),
    fetch: serviceFetch({ audience: 'data', sign }),
  })
  const follower: Follower = { belief: undefined }
  const believe = ({ last, state }: { last: number; state: { devices: object } }) => {
    follower.belief = beliefOf(last, state.devices)
  }
  void followData({
    client,
    signal,
    snapshot: (head) => head && believe(head),
    commit: believe,
    reported: () => undefined,
  })
  return follower
}

export const openWitness = async (lounge: Processes) => {
  const { ports, files, children } = lounge
  const lines: Line[] = []
  const replies: { at: number; text: string }[] = []
  const onLine = (line: Line) => (line.login === BOT ? replies.push(line) : lines.push(line))
  const room = new IrcClient({ port: ports.irc, channel: CHANNEL, nick: 'witness', onLine })
  const pedal: PedalEvent[] = []
  const tail = new Tail(files.bytes)
  const enough = new AbortController()
  const page = await followPage(lounge, enough.signal)
  const overlay = await followOverlay(lounge, enough.signal)

  return {
    lines,
    replies,
    get isIn() {
      return room.isIn
    },
    /** What was heard and received comes first: whatever it rests on must be in the documents read after it. */
    evidence: async (): Promise<Evidence> => {
      const heard = { lines: [...lines], replies: [...replies] }
      pedal.push(...tail.lines().map((line) => JSON.parse(line) as PedalEvent))
      const beliefs = { page: page.belief, overlay: overlay.belief }
      const documents = children.store ? await fromCouch(ports.store) : fromSqlite(files.log)
      return { device: ventris.id, ccs, pedal: [...pedal], ...heard, ...beliefs, ...documents }
    },
    close: () => {
      enough.abort()
      room.close()
    },
  }
}

export type Witness = Awaited<ReturnType<typeof openWitness>>
