/**
 * Keeps the tunnel: knocks, so that a cut is noticed and mended by WireGuard itself (keepalives expect no answer, so it
 * alone would take two minutes), follows the cloud to another address, and counts the age of the last handshake.
 */
import type { Log } from '../../workloads/service/log.ts'
import type { Metrics } from '../../workloads/service/metrics.ts'
import { farIn } from './check.ts'
import type { Knock } from './knock.ts'
import type { Peer } from './peer.ts'
import type { Link } from './wireguard.ts'

export type KeepPorts = {
  /** What the file says now: another `replica -- up` writes it anew. */
  readonly peer: () => Promise<Peer>
  readonly link: () => Promise<Link>
  readonly knock: (peer: Peer) => Promise<Knock>
  readonly resolve: (endpoint: string) => Promise<string | undefined>
  readonly pointTo: (publicKey: string, endpoint: string) => Promise<unknown>
  readonly log: Log
  readonly metrics: Metrics
}

const LOOK_MS = 5_000

export class Keeper {
  readonly #ports: KeepPorts
  readonly #handshake
  readonly #open
  #timer: NodeJS.Timeout | undefined
  #isStopped = false
  /** What is wrong, undefined while the cloud answers. */
  why: string | undefined = 'the cloud has not answered yet'

  constructor(ports: KeepPorts) {
    this.#ports = ports
    const { metrics } = ports
    this.#handshake = metrics.gauge(
      'tunnel_last_handshake_timestamp_seconds',
      'When the two ends last shook hands, in seconds since 1970; 0 for never',
    )
    this.#open = metrics.gauge('tunnel_open', '1 while the cloud answers through the tunnel')
  }

  start() {
    void this.#round()
  }

  stop() {
    this.#isStopped = true
    clearTimeout(this.#timer)
  }

  async #round() {
    this.#note(await this.#look().catch((error: Error) => error.message))
    if (!this.#isStopped) this.#timer = setTimeout(() => void this.#round(), LOOK_MS)
  }

  async #look(): Promise<string | undefined> {
    const { peer: read, link, knock } = this.#ports
    const peer = await read()
    const answer = await knock(peer)
    const far = farIn({ peer, link: await link() })
    if (!far) return "the interface does not know the cloud's key: npm run tunnel -- check"
    this.#handshake.set(far.handshakeAt)
    // A refusal comes from the other end too.
    if (answer !== 'silent') return undefined
    await this.#follow(peer, far.endpoint)
    return 'the cloud does not answer through the tunnel: npm run tunnel -- check'
  }

  async #follow({ endpoint, publicKey }: Peer, from: string) {
    const { resolve, pointTo, log } = this.#ports
    const to = await resolve(endpoint)
    if (to === undefined || to === from) return
    await pointTo(publicKey, to)
    log.info({ from, to }, 'the cloud is at another address')
  }

  #note(why: string | undefined) {
    this.#open.set(why === undefined ? 1 : 0)
    if (why !== this.why) this.#ports.log.info(why ?? 'the cloud answers through the tunnel')
    this.why = why
  }
}
