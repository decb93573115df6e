/** How long it took, contender after contender, round after round, so that a busy moment falls on all of them. */
import type { Contender } from './contenders.ts'
import { quantile } from './stats.ts'

/** Milliseconds, one figure a round. */
export type Latency = { readonly p50: number[]; readonly p99: number[] }

export const NONE: Latency = { p50: [], p99: [] }

/** By contender's name. */
export const inTurn = async (
  contenders: readonly Contender[],
  rounds: number,
  round: (contender: Contender) => Promise<number[]>,
): Promise<Map<string, Latency>> => {
  const latencies = new Map(contenders.map(({ name }): [string, Latency] => [name, { p50: [], p99: [] }]))
  for (let turn = 0; turn < rounds; turn += 1)
    for (const contender of contenders) {
      const taken = await round(contender)
      latencies.get(contender.name)?.p50.push(quantile(taken, 0.5))
      latencies.get(contender.name)?.p99.push(quantile(taken, 0.99))
    }
  return latencies
}

/** Opens all, closes whatever was opened. */
export const withAll = async <Result>(
  opens: readonly (() => Promise<Contender>)[],
  play: (contenders: readonly Contender[]) => Promise<Result>,
): Promise<Result> => {
  const contenders: Contender[] = []
  try {
    for (const open of opens) contenders.push(await open())
    return await play(contenders)
  } finally {
    for (const { close } of contenders) await close()
  }
}
