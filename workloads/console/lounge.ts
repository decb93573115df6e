/** The whole lounge in one process: the shipped services, a pedal, the chats, and the page that shows them. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { TwitchOptions } from '../chat/twitch/channel.ts'
import type { Store } from '../data/store.ts'
import type { ServiceName } from '../graph.ts'
import type { Profile } from '../lounge/profile.ts'
import { dial } from '../midi-node/dial.ts'
import { MidiNode } from '../midi-node/node.ts'
import type { Served } from '../midi-node/served.ts'
import { type Overlay, openOverlay } from '../overlay/overlay.ts'
import type { Log } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { type IrcServer, ircServer } from './irc/server.ts'
import { type Addresses, type Listening, listen, reachable } from './server.ts'
import { faults } from './switches/faults.ts'
import { NodeSwitch } from './switches/node-switch.ts'
import { SwitchedStore } from './switches/store-switch.ts'
import { consoleApp } from './web/app.ts'
import { type Guard, guard as makeGuard } from './web/guard.ts'
import { Hub } from './web/hub.ts'
import { pageFiles } from './web/static.ts'
import { CHANNEL, cast } from './wiring/cast.ts'
import { layersOf, type Parts } from './wiring/layers.ts'
import type { Pedal } from './wiring/pedal.ts'
import { openRooms, type Rooms } from './wiring/rooms.ts'
import { type Services, startServices } from './wiring/services.ts'
import { setupOf } from './wiring/setup.ts'
import { tail } from './wiring/tail.ts'
import { Wire } from './wiring/wire.ts'

export type LoungeOptions = Addresses & {
  /** Names and addresses this console answers to, without port. */
  readonly hosts: readonly string[]
  readonly key: string
  readonly store: Store
  readonly storeUsing: { readonly using: string; readonly toUseReal?: string }
  readonly profile: Profile
  readonly pedal: Pedal
  readonly served: Served
  readonly twitch: TwitchOptions | undefined
  readonly logOf: (service: ServiceName) => Log
  /** Epoch milliseconds. */
  readonly clock: () => number
}

/** How often the layers are looked at, in milliseconds: a lease that runs out makes no event. */
const LOOK_MS = 500

class Lounge {
  readonly #options: LoungeOptions
  readonly #services: Services
  readonly #store: SwitchedStore
  readonly #node: NodeSwitch
  readonly #wire: Wire
  readonly #hub: Hub
  readonly #irc: IrcServer
  readonly #botPass = randomBytes(16).toString('hex') // in lower case, as tmi.js sends it
  readonly #stopping = new AbortController()
  #server: Listening | undefined
  #rooms: Rooms | undefined
  #overlay: Overlay | undefined
  #tailing: Promise<unknown> = Promise.resolve()
  #look: NodeJS.Timeout | undefined

  constructor(options: LoungeOptions, services: Services, store: SwitchedStore) {
    const { profile, key, twitch, clock } = options
    this.#options = options
    this.#services = services
    this.#store = store
    this.#wire = new Wire(profile)
    this.#node = new NodeSwitch(() => this.#newNode())
    this.#hub = new Hub({
      boot: randomUUID().slice(0, 8),
      received: () => options.pedal.virtual?.values ?? this.#wire.received,
      layers: () => layersOf(this.#layers()),
    })
    this.#irc = ircServer({ ...cast(twitch), key, botPass: this.#botPass, channel: CHANNEL, clock })
  }

  /** What it listens on. */
  get addresses(): Addresses {
    const { host, port, ircPort } = this.#options
    return { host, port: this.#server?.port ?? port, ircPort: this.#server?.ircPort ?? ircPort }
  }

  layers() {
    return layersOf(this.#layers())
  }

  /** Rejects with one sentence when a port cannot be had. */
  async open() {
    const guard = makeGuard({ ...this.#options, port: () => this.addresses.port })
    const { logOf, profile, clock } = this.#options
    const { midi, data } = this.#services
    const shown = { data: data.clientAs('overlay'), profile, log: logOf('overlay'), clock }
    this.#overlay = openOverlay({ ...shown, metrics: createMetrics('overlay') })
    const app = this.#app(guard, this.#overlay)
    this.#server = await listen({ ...this.#options, app, irc: this.#irc, guard })
    const clients = { midi: midi.clientAs('console'), data: data.clientAs('console') }
    this.#tailing = tail({ ...clients, hub: this.#hub, log: logOf('console'), signal: this.#stopping.signal })
    this.#rooms = openRooms(this.#chat())
    await this.#node.flip(true)
    await this.#rooms.ready
    this.#overlay.health.started()
    this.#look = setInterval(() => this.#hub.layers(), LOOK_MS)
  }

  /** Lets go of the chat, the pedal and the sockets in turn; what was accepted is in the store already. */
  async close() {
    clearInterval(this.#look)
    this.#stopping.abort()
    await this.#rooms?.close()
    await this.#node.flip(false)
    await this.#overlay?.stop()
    await this.#server?.close()
    await this.#tailing
    await this.#services.stop()
    await this.#store.close()
  }

  #chat() {
    const { host, port } = this.addresses
    const { profile, twitch, logOf } = this.#options
    const midi = this.#services.midi.clientAs('chat')
    const url = `ws://${reachable(host)}:${port}/irc`
    return { url, botPass: this.#botPass, midi, twitch, profiles: [profile], log: logOf('chat') }
  }

  /** Each start of the node is a new one, as after a crash. */
  #newNode() {
    const { profile, pedal, served, clock: now, logOf } = this.#options
    const { ports, wanted, channel } = pedal
    const log = logOf('midi-node')
    const client = this.#services.midi.clientAs('midi-node')
    return new MidiNode({
      ...{ profile, ports, wanted, channel, served, log, now },
      midis: [dial({ client, device: profile.id, log })],
      onSent: (sent) => this.#hub.wire(this.#wire.take(sent)),
    })
  }

  #layers(): Parts {
    const { pedal, storeUsing, twitch } = this.#options
    const { data, midi } = this.#services
    const hint = 'TWITCH_CHANNEL=… plays a Twitch channel, after npm run login.'
    return {
      ...{ data, midi },
      node: () => this.#node.status,
      store: { ...storeUsing, isOn: () => this.#store.isOn },
      port: { ...pedal, isPlugged: () => pedal.virtual?.isPlugged ?? true },
      rooms: {
        using: twitch === undefined ? 'the page’s own' : `the page’s own, and twitch.tv/${twitch.channel}`,
        ...(twitch === undefined && { toUseReal: hint }),
        states: () => this.#rooms?.states() ?? [],
      },
    }
  }

  #app(guard: Guard, { app: overlay }: Overlay) {
    const { pedal, profile, twitch, logOf } = this.#options
    const flipped = () => this.#hub.layers()
    const parts = { store: this.#store, node: this.#node, pedal, isOnStage: twitch !== undefined, flipped }
    return consoleApp({
      guard,
      files: pageFiles(),
      hub: this.#hub,
      setup: (keyed) => setupOf({ profile, twitch, ...this.addresses }, keyed),
      switches: faults(parts),
      overlay,
      stopping: this.#stopping.signal,
      onFault: (err) => logOf('console').error({ err }, 'a request of the page broke'),
    })
  }
}

export type { Lounge }

/** Rejects with one sentence when it cannot be opened; then nothing of it is left running. */
export const openLounge = async (options: LoungeOptions): Promise<Lounge> => {
  const { profile, logOf, clock } = options
  const store = new SwitchedStore(options.store)
  const services = await startServices({ store, profiles: [profile], logOf, clock })
  const lounge = new Lounge(options, services, store)
  try {
    await lounge.open()
    return lounge
  } catch (error) {
    await lounge.close()
    throw error
  }
}
