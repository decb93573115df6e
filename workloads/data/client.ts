/** How other services call data: typed by its routes, and its events as they are meant. */
import { hc } from 'hono/client'
import type { Commit, Reported } from '../lounge/log.ts'
import { follow } from '../service/sse-client.ts'
import type { DataApp } from './app.ts'

export type DataClientOptions = {
  baseUrl: string
  /** Signs and traces; see `serviceFetch`. */
  fetch: typeof globalThis.fetch
}

export const dataClient = ({ baseUrl, fetch }: DataClientOptions) => hc<DataApp>(baseUrl, { fetch })
export type DataClient = ReturnType<typeof dataClient>

type DataFollower = {
  /** Where things stand: at the start, and again when what was seen last is not in the log. */
  snapshot: (head: Commit | null, reported: readonly Reported[]) => void
  /** In log order, each once. When it throws, it is told again on a new connection. */
  commit: (commit: Commit) => void
  reported: (reported: Reported) => void
  /** Whether the stream is up, and if not why. */
  state?: (up: boolean, why?: string) => void
}

type Follow = DataFollower & { client: DataClient; signal: AbortSignal }

const parse = {
  snapshot: (data: string) => JSON.parse(data) as { head: Commit | null; reported: Reported[] },
  commit: (data: string) => JSON.parse(data) as Commit,
  reported: (data: string) => JSON.parse(data) as Reported,
}

/** Reconnects for ever and misses nothing that still matters. Resolves when `signal` is aborted, and never before. */
export const followData = ({ client, signal, snapshot, commit, reported, state }: Follow): Promise<void> =>
  follow({
    signal,
    ...(state && { onState: state }),
    open: (lastId, signal) =>
      client.v1.events.$get(
        {},
        { headers: lastId === undefined ? {} : { 'last-event-id': lastId }, init: { signal } },
      ),
    onEvent: ({ event, data }) => {
      if (event === 'commit') commit(parse.commit(data))
      else if (event === 'reported') reported(parse.reported(data))
      else if (event === 'snapshot') {
        const { head, reported: all } = parse.snapshot(data)
        snapshot(head, all)
      }
    },
  })
