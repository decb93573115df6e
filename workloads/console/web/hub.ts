/** What the page is told: the newest of what is a state, the tail of what is a story, and each event as it comes. */
import type { View } from '../../lounge/answer.ts'
import type { Change } from '../../lounge/log.ts'
import type { Layer, Received, Sent, ServerEvent } from '../page/contract.ts'

/** As many changes and bytes a page gets to see that opens now. */
const CHANGES = 30
const WIRE = 12

export type Told = ServerEvent & { readonly id?: string }

export type Listener = (told: Told) => void

type Options = {
  /** Ids of the wire's events begin with this: a page that comes back is told what it missed, of this run. */
  readonly boot: string
  /** What the pedal has received since its power came on. */
  readonly received: () => Received
  readonly layers: () => readonly Layer[]
}

export class Hub {
  readonly #options: Options
  readonly #listeners = new Set<Listener>()
  readonly #wire: { id: string; sent: Sent }[] = []
  #changes: readonly Change[] = []
  #view: View | undefined
  #count = 0
  #shownLayers = ''

  constructor(options: Options) {
    this.#options = options
  }

  /** Tells `listener` how things are, then all that happens until the returned function is called. */
  subscribe(listener: Listener, lastId?: string) {
    this.#catchUp(listener, lastId)
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  view(next: View) {
    this.#view = next
    this.#tell({ event: 'view', data: next })
  }

  wire(sent: Sent) {
    const id = `${this.#options.boot}-${++this.#count}`
    this.#wire.push({ id, sent })
    if (this.#wire.length > WIRE) this.#wire.shift()
    this.#tell({ event: 'wire', data: sent, id })
  }

  /** In log order; one that is known already stays one. */
  changes(more: readonly Change[]) {
    const known = new Map([...this.#changes, ...more].map((change) => [change.id, change]))
    this.#changes = [...known.values()].sort((a, b) => a.generation - b.generation).slice(-CHANGES)
    if (more.length > 0) this.#tell({ event: 'log', data: { changes: more } })
  }

  /** Looks at the layers, and tells if one is not what it was. */
  layers() {
    const data = this.#options.layers()
    const shown = JSON.stringify(data)
    if (shown === this.#shownLayers) return
    this.#shownLayers = shown
    this.#tell({ event: 'layers', data })
  }

  #tell(told: Told) {
    for (const listener of this.#listeners) listener(told)
  }

  #catchUp(listener: Listener, lastId: string | undefined) {
    const { layers, received } = this.#options
    listener({ event: 'layers', data: layers() })
    listener({ event: 'log', data: { changes: this.#changes } })
    if (this.#view !== undefined) listener({ event: 'view', data: this.#view })
    for (const { id, sent } of this.#missed(lastId)) listener({ event: 'wire', data: sent, id })
    listener({ event: 'pedal', data: { values: received() } })
  }

  /** What followed the last one that the page heard; the whole tail for a page that heard none of this run. */
  #missed(lastId: string | undefined) {
    return this.#wire.slice(this.#wire.findIndex(({ id }) => id === lastId) + 1)
  }
}
