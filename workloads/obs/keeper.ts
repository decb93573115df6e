/** Keeps OBS as wanted for as long as it is connected: whatever differs is set, what is missing is said once. */
import type { Call } from './studio.ts'
import { make, NotThere, nameOf } from './studio.ts'
import type { Wanted } from './wanted.ts'

export type KeeperLog = { info: (said: string) => void; warn: (said: string) => void }

type Ports = {
  call: Call
  log: KeeperLog
  /** One thing was set. */
  onSet: () => void
  /** How many things OBS lacks. */
  onMissing: (count: number) => void
}

export class Keeper {
  readonly #ports: Ports
  #wanted: readonly Wanted[] = []
  /** What was last made, by its name: what is wanted no differently needs no look. */
  readonly #made = new Map<string, string>()
  readonly #missing = new Set<string>()
  #isDue = false
  #working: Promise<void> | undefined
  #isStopped = false

  constructor(ports: Ports) {
    this.#ports = ports
  }

  get missing(): readonly string[] {
    return [...this.#missing]
  }

  /** However often this is said while something is on its way: only the last counts. */
  want(wanted: readonly Wanted[]) {
    this.#wanted = wanted
    this.#isDue = true
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined
    })
  }

  /** Something changed in OBS, or may have: everything is looked at anew, but the scene that somebody chose stays. */
  recheck() {
    const scenes = [...this.#made].filter(([name]) => name.startsWith('the scene'))
    this.#made.clear()
    for (const [name, made] of scenes) this.#made.set(name, made)
    this.want(this.#wanted)
  }

  /** Resolves when nothing is on its way to OBS. */
  async settled() {
    while (this.#working) await this.#working
  }

  stop() {
    this.#isStopped = true
  }

  async #work() {
    while (this.#isDue && !this.#isStopped) {
      this.#isDue = false
      for (const wanted of this.#wanted) await this.#keep(wanted)
    }
  }

  async #keep(wanted: Wanted) {
    const name = keyOf(wanted)
    const as = JSON.stringify(wanted)
    if (this.#isStopped || this.#made.get(name) === as) return
    try {
      if (await make(this.#ports.call, wanted)) this.#ports.onSet()
      this.#made.set(name, as)
      this.#found(wanted)
    } catch (error) {
      this.#made.delete(name)
      if (error instanceof NotThere) this.#lacks(wanted)
      else if (!this.#isStopped)
        this.#ports.log.warn(`${nameOf(wanted)} could not be set: ${(error as Error).message}`)
    }
  }

  #lacks(wanted: Wanted) {
    const name = nameOf(wanted)
    if (this.#missing.has(name)) return
    this.#missing.add(name)
    this.#ports.onMissing(this.#missing.size)
    this.#ports.log.warn(`OBS has not got ${name}, which the map names; npm run obs-doctor can make it`)
  }

  #found(wanted: Wanted) {
    if (!this.#missing.delete(nameOf(wanted))) return
    this.#ports.onMissing(this.#missing.size)
    this.#ports.log.info(`OBS has got ${nameOf(wanted)} again`)
  }
}

/** One scene is on air, whichever it is; everything else is known by its own name. */
const keyOf = (wanted: Wanted) => (wanted.kind === 'scene' ? 'the scene on air' : nameOf(wanted))
