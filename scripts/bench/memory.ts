/** How much memory processes hold: as the kernel counts it, and what is live in them. */
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Wire } from './wire.ts'

export const MIB = 1024 * 1024
const PAGE = 4_096
const LOOK_MS = 20

/** Resident bytes of a process. */
export const rss = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE

type Counted = { readonly wire: Wire; readonly counted: readonly number[] }

/** Bytes that processes with `entries/counter.ts` hold after a collection, all together. */
export const held = async ({ wire, counted }: Counted): Promise<number> => {
  wire.read()
  const first = wire.notes.length
  const told = () => wire.notes.slice(first).filter(({ kind }) => kind === 'memory')
  for (const pid of counted) process.kill(pid, 'SIGUSR2')
  for (; told().length < counted.length; wire.read()) await delay(LOOK_MS)
  return told().reduce((sum, note) => sum + (note.held ?? 0), 0)
}
