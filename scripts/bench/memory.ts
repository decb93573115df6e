/** How much memory processes hold: as the kernel counts it, and what is live in them. */
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Contender } from './contenders.ts'

export const MIB = 1024 * 1024
const PAGE = 4_096
const LOOK_MS = 20

/** Resident bytes of a process. */
export const rss = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE

/** Bytes of the heaps of a counted contender's own services after a collection, all together. */
export const heaps = async ({ wire, counted }: Contender): Promise<number> => {
  wire.read()
  const first = wire.notes.length
  const told = () => wire.notes.slice(first).filter(({ kind }) => kind === 'memory')
  for (const pid of counted) process.kill(pid, 'SIGUSR2')
  for (; told().length < counted.length; wire.read()) await delay(LOOK_MS)
  return told().reduce((sum, { heapUsed = 0 }) => sum + heapUsed, 0)
}
