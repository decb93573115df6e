/** How often each fault was there, alone and beside another, and how soon the lounge was at rest again. */
import { availableParallelism, loadavg } from 'node:os'
import { PROMISED_MS, type Rest } from './checks/late.ts'
import type { Fault } from './faults.ts'
import { pairsOf } from './schedule.ts'

type Count = { alone: number; beside: number }

const pairName = (targets: readonly string[]) => targets.toSorted().join(' + ')

export class Tally {
  readonly #faults: readonly Fault[]
  readonly #counts = new Map<string, Count>()
  readonly #pairs = new Set<string>()
  readonly #settled: number[] = []
  readonly #loads: number[] = []

  constructor(faults: readonly Fault[]) {
    this.#faults = faults
  }

  healed(faults: readonly Fault[], { settledMs }: Rest) {
    const which = faults.length > 1 ? 'beside' : 'alone'
    for (const { name } of faults) {
      const count = this.#counts.get(name) ?? { alone: 0, beside: 0 }
      this.#counts.set(name, { ...count, [which]: count[which] + 1 })
    }
    if (faults.length > 1) this.#pairs.add(pairName(faults.map(({ target }) => target)))
    this.#settled.push(settledMs)
    this.#loads.push(loadavg()[0] ?? 0)
  }

  /** For people to read. */
  lines(): string[] {
    const all = pairsOf(this.#faults).map(pairName)
    const met = all.filter((pair) => this.#pairs.has(pair))
    const isThere = ({ name }: Fault) => this.#counts.has(name)
    return [
      'hit alone + beside another:',
      ...[...Map.groupBy(this.#faults, ({ target }) => target)].map(
        ([target, faults]) => `  ${target}: ${faults.map((one) => this.#words(one)).join(', ')}`,
      ),
      `${this.#faults.filter(isThere).length} of ${this.#faults.length} faults, ${met.length} of ${all.length} pairs of targets`,
      this.#rest(),
    ]
  }

  #words({ name, target }: Fault) {
    const { alone = 0, beside = 0 } = this.#counts.get(name) ?? {}
    return `${name.replace(` ${target}`, '')} ${alone} + ${beside}`
  }

  #rest() {
    const sorted = this.#settled.toSorted((a, b) => a - b)
    const late = sorted.filter((ms) => ms > PROMISED_MS).length
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0
    const load = Math.round(this.#loads.reduce((sum, one) => sum + one, 0) / this.#loads.length)
    return `healed ${sorted.length} times; at rest after ${median} ms (median), ${sorted.at(-1) ?? 0} ms (worst), ${late} times after more than 5 s because the machine was busy, with a load of ${load} on ${availableParallelism()} processors`
  }
}
