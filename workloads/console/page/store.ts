/** What the page knows: folded from the server's events, pure, so that every picture follows from it. */
import type { View } from '../../lounge/answer.ts'
import type { Change, Reported } from '../../lounge/log.ts'
import type { Layer, Received, Sent, ServerEvent, Setup } from './contract.ts'

export const WIRE_SHOWN = 12
const CHANGES_SHOWN = 30
/** Past this age a report says nothing about now; the same figure as the log's. */
export const LEASE_MS = 15_000

export type PageState = {
  setup: Setup | undefined
  /** The event stream is open. */
  connected: boolean
  view: View | undefined
  /** The server's clock minus ours, in milliseconds. */
  clockOffset: number
  received: Received
  /** Newest first. */
  wire: readonly Sent[]
  layers: readonly Layer[]
  /** Newest first. */
  changes: readonly Change[]
}

export type PageEvent =
  | (ServerEvent & { now: number })
  | { event: 'setup'; data: Setup }
  | { event: 'connection'; data: boolean }

export const emptyPage: PageState = {
  setup: undefined,
  connected: false,
  view: undefined,
  clockOffset: 0,
  received: {},
  wire: [],
  layers: [],
  changes: [],
}

export const reduce = (state: PageState, event: PageEvent): PageState => {
  switch (event.event) {
    case 'setup':
      return { ...state, setup: event.data }
    case 'connection':
      return { ...state, connected: event.data }
    case 'view':
      return { ...state, view: event.data, clockOffset: event.data.at - event.now }
    case 'wire':
      return sent(state, event.data)
    case 'pedal':
      return { ...state, received: event.data.values }
    case 'layers':
      return { ...state, layers: event.data }
    case 'log':
      return { ...state, changes: newestFirst(state.changes, event.data.changes) }
  }
}

const isSame = (a: Sent, b: Sent) => a.at === b.at && a.cc === b.cc && a.value === b.value

/** What goes into a cable that is out reaches no pedal, and nothing on the wire says so. */
const isCableOut = ({ layers }: PageState) =>
  layers.some(({ name, switchedOn }) => name === 'port' && switchedOn === false)

const withReceived = (state: PageState, { cc, value }: Sent): Received =>
  isCableOut(state) ? state.received : { ...state.received, [cc]: value }

/** A reconnect may repeat the tail of the wire. */
const sent = (state: PageState, message: Sent): PageState => ({
  ...state,
  wire: state.wire.some((one) => isSame(one, message))
    ? state.wire
    : [message, ...state.wire].slice(0, WIRE_SHOWN),
  received: withReceived(state, message),
})

/** A reconnect repeats what is known already: one change is one line. */
const newestFirst = (known: readonly Change[], more: readonly Change[]) => {
  const byId = new Map([...known, ...more].map((change) => [change.id, change]))
  return [...byId.values()].sort((a, b) => b.generation - a.generation).slice(0, CHANGES_SHOWN)
}

/** The last report about a device in this environment, whatever its age. */
export const reportOf = ({ view }: PageState, device: string): Reported | undefined =>
  view?.reported.find((report) => report.device === device && report.environment === view.environment)

export type Presence = 'there' | 'no-port' | 'away' | 'unknown'

/** Whether the console says of a layer that it is down. */
export const isDown = ({ layers }: PageState, layer: Layer['name']) =>
  layers.some(({ name, state }) => name === layer && state === 'down')

/** Whether the pedal is there: a port, and a running node that spoke within the lease, by the server's clock. */
export const presence = (state: PageState, device: string, now: number): Presence => {
  if (!state.connected || state.view === undefined) return 'unknown'
  const report = reportOf(state, device)
  if (report === undefined || isDown(state, 'node')) return 'away'
  if (now + state.clockOffset - report.at > LEASE_MS) return 'away'
  return report.port === null ? 'no-port' : 'there'
}

export type Mark = 'applied' | 'pending'

/** Applied: the node reports its generation or a later one. A change of the desk alone has nothing to wait for. */
export const mark = (state: PageState, change: Change): Mark => {
  const devices = touched(change)
  const isApplied = devices.every((device) => (reportOf(state, device)?.generation ?? 0) >= change.generation)
  return isApplied ? 'applied' : 'pending'
}

const touched = ({ turns, momentary }: Change): readonly string[] => [
  ...new Set([...turns.map(({ device }) => device), ...(momentary === undefined ? [] : [momentary.device])]),
]

export const pendingChanges = (state: PageState): readonly Change[] =>
  state.changes.filter((change) => mark(state, change) === 'pending')
