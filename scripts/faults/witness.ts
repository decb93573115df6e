/** Gathers the evidence from outside: the store's own documents, the pedal's bytes, the room, and two who follow. */
import { dataClient, followData } from '../../workloads/data/client.ts'
import { ventris } from '../../workloads/lounge/devices/index.ts'
import { midiClient } from '../../workloads/midi/client.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { readKeys } from '../../workloads/service/key-files.ts'
import { follow } from '../../workloads/service/sse-client.ts'
import { CHANNEL, type Processes } from '../lounge/processes.ts'
import { fromCouch, fromSqlite, Tail } from './documents.ts'
import type { Belief, Commit, Evidence, Line, PedalEvent } from './evidence.ts'
import { IrcClient } from './irc-client.ts'

const BOT = 'eightbitbot'
const ccs = Object.fromEntries(ventris.controls.map(({ id, cc }) => [id, cc]))
const address = (port: number) => `http://127.0.0.1:${port}`

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

/** Hears the room, and keeps what everybody said. */
const listenIn = ({ ports }: Processes) => {
  const lines: Line[] = []
  const replies: { at: number; text: string }[] = []
  const onLine = (line: Line) => (line.login === BOT ? replies.push(line) : lines.push(line))
  return {
    lines,
    replies,
    room: new IrcClient({ port: ports.irc, channel: CHANNEL, nick: 'witness', onLine }),
  }
}

/** Reads what the log has gained, or all of it `anew`, in case that something in it is no longer what it was. */
const logReader = ({ ports, files, children }: Processes) => {
  const read = children.store ? fromCouch(ports.store) : fromSqlite(files.log)
  let commits: readonly Commit[] = []
  return async (anew: boolean) => {
    if (anew) commits = []
    const { commits: more, reported } = await read(commits.at(-1))
    commits = [...commits, ...more]
    return { commits, reported }
  }
}

export const openWitness = async (lounge: Processes) => {
  const { lines, replies, room } = listenIn(lounge)
  const readLog = logReader(lounge)
  const pedal: PedalEvent[] = []
  const tail = new Tail(lounge.files.bytes)
  const enough = new AbortController()
  const page = await followPage(lounge, enough.signal)
  const overlay = await followOverlay(lounge, enough.signal)

  return {
    lines,
    isIn: () => room.isIn,
    /** What was heard and received comes first: whatever it rests on must be in the documents read after it. */
    evidence: async ({ anew }: { anew: boolean }): Promise<Evidence> => {
      const heard = { lines: [...lines], replies: [...replies] }
      pedal.push(...tail.lines().map((line) => JSON.parse(line) as PedalEvent))
      const beliefs = { page: page.belief, overlay: overlay.belief }
      const seen = { device: ventris.id, ccs, pedal: [...pedal], ...heard, ...beliefs }
      return { ...seen, ...(await readLog(anew)) }
    },
    close: () => {
      enough.abort()
      room.close()
    },
  }
}

export type Witness = Awaited<ReturnType<typeof openWitness>>
