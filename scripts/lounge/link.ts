/** A cable between two processes that can be cut, frozen and slowed; with several far ends, one after the other in turn. */
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

const HOST = '127.0.0.1'

const late = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

type Pair = { readonly near: Socket; readonly far: Socket }

export class Link {
  readonly name: string
  readonly #targets: readonly number[]
  readonly #pairs = new Set<Pair>()
  #server: Server | undefined
  #port = 0
  #turn = 0
  #isCut = false
  #isFrozen = false
  #delayMs = 0

  private constructor(name: string, targets: readonly number[]) {
    this.name = name
    this.#targets = targets
  }

  /** Listens on a free port; each connection goes on to the next of `targets` that takes it. */
  static async open(name: string, targets: readonly number[]): Promise<Link> {
    const link = new Link(name, targets)
    link.#server = createServer((near) => link.#join(near)).listen(0, HOST)
    await once(link.#server, 'listening')
    link.#port = (link.#server.address() as AddressInfo).port
    return link
  }

  get port() {
    return this.#port
  }

  /** Ends every connection and refuses new ones. */
  cut() {
    this.#isCut = true
    for (const { near, far } of this.#pairs) {
      near.destroy()
      far.destroy()
    }
  }

  /** Nothing passes any more, and nobody is told: what was sent waits. */
  freeze() {
    this.#isFrozen = true
    for (const { near, far } of this.#pairs) for (const socket of [near, far]) socket.pause()
  }

  /** What passes comes so many milliseconds late, in order. */
  slow(ms: number) {
    this.#delayMs = ms
  }

  heal() {
    this.#isCut = false
    this.#isFrozen = false
    this.#delayMs = 0
    for (const { near, far } of this.#pairs) for (const socket of [near, far]) socket.resume()
  }

  async close() {
    this.cut()
    this.#server?.close()
    if (this.#server?.listening) await once(this.#server, 'close')
  }

  async #join(near: Socket) {
    near.on('error', () => near.destroy())
    near.pause()
    const far = this.#isCut ? undefined : await this.#tryDial()
    if (!far || near.destroyed || this.#isCut) {
      far?.destroy()
      return near.destroy()
    }
    this.#tie({ near, far })
  }

  async #tryDial(): Promise<Socket | undefined> {
    for (let tries = 0; tries < this.#targets.length; tries += 1) {
      const target = this.#targets[this.#turn++ % this.#targets.length] ?? 0
      const far = connect({ port: target, host: HOST, noDelay: true })
      const isThere = await once(far, 'connect').then(
        () => true,
        () => false,
      )
      if (isThere) return far
    }
    return undefined
  }

  #tie(pair: Pair) {
    const { near, far } = pair
    this.#pairs.add(pair)
    near.setNoDelay(true)
    this.#pass(near, far)
    this.#pass(far, near)
    near.on('close', () => this.#pairs.delete(pair))
    if (!this.#isFrozen) for (const socket of [near, far]) socket.resume()
  }

  #pass(from: Socket, to: Socket) {
    const later = this.#inOrder()
    from.on('data', (chunk) => later(() => to.writable && to.write(chunk)))
    from.on('end', () => later(() => to.end()))
    from.on('error', () => from.destroy())
    from.on('close', (isFault) => later(() => (isFault ? to.destroy() : to.destroySoon())))
  }

  /** What comes on a cable that is quick again must not overtake what is late on it. */
  #inOrder() {
    let waiting = 0
    let turn = Promise.resolve()
    return (work: () => void) => {
      if (this.#delayMs === 0 && waiting === 0) return work()
      waiting += 1
      const due = late(this.#delayMs)
      turn = turn
        .then(() => due)
        .then(() => {
          waiting -= 1
          work()
        })
    }
  }
}
