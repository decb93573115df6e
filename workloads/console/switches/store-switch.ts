/** A store that can be taken away by hand: to everyone who uses it, it is a database that is down. */
import type { Position } from '../../data/position.ts'
import { type Store, storeAway, type Watcher } from '../../data/store.ts'
import type { Commit, Reported } from '../../lounge/log.ts'

const WHY = 'is switched off'

/** Holds word back while the store is away, and hands it on in order when it is back. */
const gate = (watcher: Watcher) => {
  const held: (() => void)[] = []
  let isShut = false
  let isUp = false
  const pass = (event: () => void) => {
    if (isShut) held.push(event)
    else event()
  }
  const seen: Watcher = {
    commit: (commit) => pass(() => watcher.commit(commit)),
    reported: (reported) => pass(() => watcher.reported(reported)),
    up: () => {
      isUp = true
      pass(watcher.up)
    },
    down: (why) => {
      isUp = false
      pass(() => watcher.down(why))
    },
  }
  const shut = () => {
    isShut = true
    watcher.down(WHY)
  }
  const open = () => {
    isShut = false
    for (const event of held.splice(0)) event()
    if (isUp) watcher.up()
  }
  return { seen, shut, open }
}

export class SwitchedStore implements Store {
  readonly #store: Store
  readonly #gates = new Set<ReturnType<typeof gate>>()
  #isOn = true

  constructor(store: Store) {
    this.#store = store
  }

  get name() {
    return this.#store.name
  }

  get isOn() {
    return this.#isOn
  }

  flip(on: boolean) {
    if (on === this.#isOn) return
    this.#isOn = on
    for (const each of this.#gates) {
      if (on) each.open()
      else each.shut()
    }
  }

  append(commit: Commit) {
    return this.#present(() => this.#store.append(commit))
  }

  has(position: Position) {
    return this.#present(() => this.#store.has(position))
  }

  after(position: Position | null, limit: number) {
    return this.#present(() => this.#store.after(position, limit))
  }

  before(position: Position | null, limit: number) {
    return this.#present(() => this.#store.before(position, limit))
  }

  report(reported: Reported) {
    return this.#present(() => this.#store.report(reported))
  }

  reported() {
    return this.#present(() => this.#store.reported())
  }

  close() {
    return this.#store.close()
  }

  async follow(watcher: Watcher, signal: AbortSignal) {
    const mine = gate(watcher)
    this.#gates.add(mine)
    if (!this.#isOn) mine.shut()
    await this.#store.follow(mine.seen, signal)
    this.#gates.delete(mine)
  }

  async #present<Result>(call: () => Promise<Result>): Promise<Result> {
    if (!this.#isOn) throw storeAway(this.name, WHY)
    return call()
  }
}
