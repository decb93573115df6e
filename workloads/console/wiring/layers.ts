/** Every layer in one sentence: how it is, what it is made of here, and what to set to use the real one. */
import type { RoomState } from '../../chat/transport.ts'
import type { NodeStatus } from '../../midi-node/node.ts'
import type { Health } from '../../service/health.ts'
import type { Layer } from '../page/contract.ts'

type Named = { readonly using: string; readonly toUseReal?: string | undefined }

export type Parts = {
  readonly store: Named & { readonly isOn: () => boolean }
  readonly data: { readonly health: Health }
  readonly midi: { readonly health: Health }
  /** Undefined while it is stopped. */
  readonly node: () => NodeStatus | undefined
  readonly port: Named & { readonly isPlugged: () => boolean }
  /** The page's own, then Twitch's where a channel is set. */
  readonly rooms: Named & { readonly states: () => readonly RoomState[] }
}

const HERE = 'in this process'

const told = ({ using, toUseReal }: Named) => ({ using, ...(toUseReal === undefined ? {} : { toUseReal }) })

/** What is missing as one sentence, empty while nothing is. */
const sentence = (health: Health) => {
  const { missing } = health.report()
  const all = missing.map(({ why }) => why.replace(/\.$/, '')).join('; ')
  return all === '' ? '' : `${all.charAt(0).toUpperCase()}${all.slice(1)}.`
}

const service = (name: 'data' | 'midi', health: Health): Layer => {
  const missing = sentence(health)
  return { name, state: missing === '' ? 'up' : 'degraded', using: HERE, detail: missing || 'Ready.' }
}

const store = ({ store, data }: Parts): Layer => {
  const switchedOn = store.isOn()
  const missing = switchedOn ? sentence(data.health) : 'Switched off on this page.'
  const state = missing === '' ? 'up' : 'down'
  return {
    name: 'store',
    state,
    ...told(store),
    detail: missing || 'Every commit is on the disk.',
    switchedOn,
  }
}

const nodeDetail = ({ isFollowing, isServing }: NodeStatus) => {
  if (!isFollowing) return 'It does not reach midi; the pedal stays as it is.'
  return isServing ? 'It makes the pedal as desired.' : 'It serves nobody: this environment is not live.'
}

const node = ({ node }: Parts): Layer => {
  const status = node()
  if (status === undefined) {
    const detail = 'Stopped on this page; the pedal stays as it is.'
    return { name: 'node', state: 'down', using: HERE, detail, switchedOn: false }
  }
  const isWell = status.isFollowing && status.isServing
  const detail = nodeDetail(status)
  return { name: 'node', state: isWell ? 'up' : 'degraded', using: HERE, detail, switchedOn: true }
}

const portDetail = (status: NodeStatus | undefined, isPlugged: boolean) => {
  if (!isPlugged) return 'The cable is pulled: nothing reaches the pedal.'
  if (status === undefined) return 'Closed: the node is stopped.'
  return status.port === null ? status.trouble : `Open: ${status.port}.`
}

const port = ({ node, port }: Parts): Layer => {
  const status = node()
  const switchedOn = port.isPlugged()
  const state = status?.port ? 'up' : 'down'
  return { name: 'port', state, ...told(port), detail: portDetail(status, switchedOn), switchedOn }
}

const chat = ({ rooms }: Parts): Layer => {
  const states = rooms.states()
  const joined = states.filter(({ is }) => is === 'joined').length
  const state = joined === 0 ? 'down' : joined === states.length ? 'up' : 'degraded'
  return { name: 'chat', state, ...told(rooms), detail: states.map(({ why }) => why).join(' ') }
}

export const layersOf = (parts: Parts): readonly Layer[] => [
  chat(parts),
  service('midi', parts.midi.health),
  service('data', parts.data.health),
  store(parts),
  node(parts),
  port(parts),
]
