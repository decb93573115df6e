/** Those who follow the lounge: the page by midi's events, the overlay by data's, and who looks at the overlay itself. */
import { readKeys } from '../../workloads/service/key-files.ts'
import type { Processes } from '../lounge/processes.ts'
import { plain } from './checks/readers.ts'
import type { Belief, Commit, Screen, Told } from './evidence.ts'
import { type Heard, listen } from './listening.ts'

const address = (port: number | undefined, path: string) => `http://127.0.0.1:${port}${path}`

type Snapshot = { head: Commit | null }
type Shown = { screen: Omit<Screen, 'isLinked'> | null; isLinked: boolean }

class Followers {
  page: Belief | undefined
  overlay: Belief | undefined
  screen: Screen | undefined
  /** Once each: what is told again after a reconnect is nothing new. */
  readonly #told = new Map<string, Told>()

  get told(): readonly Told[] {
    return [...this.#told.values()]
  }

  /** A `view` of midi's. */
  readonly asPage = ({ data }: Heard) => {
    const { generation, state } = JSON.parse(data) as { generation: number; state: Commit['state'] }
    this.page = this.#believed('page', { generation, devices: state.devices })
  }

  /** A snapshot or a commit of data's; what is reported is read elsewhere. */
  readonly asOverlay = ({ event, data }: Heard) => {
    if (event === 'reported') return
    const heard = JSON.parse(data) as Snapshot | Commit
    const commit = 'head' in heard ? heard.head : heard
    if (commit)
      this.overlay = this.#believed('overlay', { generation: commit.last, devices: commit.state.devices })
  }

  readonly onScreen = ({ event, data }: Heard) => {
    const { screen, isLinked } =
      event === 'shown' ? (JSON.parse(data) as Shown) : { screen: null, isLinked: false }
    if (!screen) return
    this.screen = { ...screen, isLinked }
    this.#keep({ by: 'screen', generation: screen.generation, values: undefined })
  }

  #believed(by: Told['by'], belief: Belief) {
    this.#keep({ by, generation: belief.generation, values: plain(belief.devices) })
    return belief
  }

  #keep(told: Told) {
    this.#told.set(JSON.stringify(told), told)
  }
}

/** Until `signal` is aborted. */
export const openFollowers = async ({ folder, ports }: Processes, signal: AbortSignal) => {
  const followers = new Followers()
  const { asPage, asOverlay, onScreen } = followers
  const bearer = async (name: 'console' | 'overlay', audience: string) => {
    const { sign } = await readKeys(`${folder}/keys`, name)
    return async () => ({ authorization: `Bearer ${await sign(audience)}` })
  }
  const page = { url: address(ports.midi[0], '/v1/events'), headers: await bearer('console', 'midi') }
  const overlay = { url: address(ports.data[1], '/v1/events'), headers: await bearer('overlay', 'data') }
  void listen({ signal, ...page, onEvent: asPage })
  void listen({ signal, ...overlay, onEvent: asOverlay })
  void listen({ signal, url: address(ports.overlay, '/events'), onEvent: onScreen })
  return followers
}
