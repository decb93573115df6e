/** What the page follows besides the wire: midi's view of the lounge, and the changes in data's log. */
import { type DataClient, followData } from '../../data/client.ts'
import { View } from '../../lounge/answer.ts'
import type { MidiClient } from '../../midi/client.ts'
import type { Log } from '../../service/log.ts'
import { follow } from '../../service/sse-client.ts'
import type { Hub } from '../web/hub.ts'

/** As many changes a page that opens gets to see. */
const SHOWN = 30

type Ports = {
  readonly midi: MidiClient
  readonly data: DataClient
  readonly hub: Hub
  readonly log: Log
  readonly signal: AbortSignal
}

const followView = ({ midi, hub, signal }: Ports) =>
  follow({
    signal,
    open: (_, ends) => midi.v1.events.$get(undefined, { init: { signal: ends } }),
    onEvent: ({ event, data }) => {
      if (event === 'view') hub.view(View.parse(JSON.parse(data)))
    },
  })

/** Oldest first. */
const newest = async ({ data }: Ports) => {
  const answer = await data.v1.history.$get({ query: { limit: String(SHOWN) } })
  return answer.ok ? (await answer.json()).changes.reverse() : []
}

const followLog = (ports: Ports) => {
  const { data, hub, log, signal } = ports
  return followData({
    client: data,
    signal,
    snapshot: () => {
      newest(ports)
        .then((changes) => hub.changes(changes))
        .catch((err: Error) => log.warn({ err }, 'the last changes could not be read'))
    },
    commit: ({ changes }) => hub.changes(changes),
    reported: () => undefined,
  })
}

/** Until `signal` is aborted. */
export const tail = async (ports: Ports) => {
  await Promise.all([followView(ports), followLog(ports)])
}
