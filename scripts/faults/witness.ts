/** Gathers the evidence from outside: the store's own documents, the pedal's bytes, the room, and those who follow. */
import { ventris } from '../../workloads/lounge/devices/index.ts'
import { CHANNEL } from '../lounge/plan.ts'
import type { Processes } from '../lounge/processes.ts'
import { fromCouch, fromSqlite, Tail } from './documents.ts'
import type { Commit, Evidence, Line, PedalEvent } from './evidence.ts'
import { openFollowers } from './followers.ts'
import { IrcClient } from './irc-client.ts'

const BOT = 'eightbitbot'
const ccs = Object.fromEntries(ventris.controls.map(({ id, cc }) => [id, cc]))

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
  const followers = await openFollowers(lounge, enough.signal)

  return {
    lines,
    isIn: () => room.isIn,
    /** What was heard and received comes first: whatever it rests on must be in the documents read after it. */
    evidence: async ({ anew }: { anew: boolean }): Promise<Evidence> => {
      const heard = { lines: [...lines], replies: [...replies] }
      pedal.push(...tail.lines().map((line) => JSON.parse(line) as PedalEvent))
      const { page, overlay, screen, told } = followers
      const believed = { page, overlay, screen, told }
      const seen = { device: ventris.id, ccs, pedal: [...pedal], ...heard, ...believed }
      return { ...seen, ...(await readLog(anew)) }
    },
    close: () => {
      enough.abort()
      room.close()
    },
  }
}

export type Witness = Awaited<ReturnType<typeof openWitness>>
