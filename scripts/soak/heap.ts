/** What processes hold after a collection: unlike resident memory, it has no garbage and no free pages in it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const ENTRY = join(import.meta.dirname, '../bench/entries/held.ts')
const MIB = 1_024 * 1_024
const LOOK_MS = 20

/** What a process is started with to be asked, where `notes` is the file it answers in. */
export const askable = (notes: string, options: string) => ({
  NOTES: notes,
  NODE_OPTIONS: `${options} --expose-gc --import=${ENTRY}`,
})

type Note = { readonly pid: number; readonly held: number }

const notesIn = (file: string): Note[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

/** Process → MiB of objects and buffers. Rejects when one of them has ended. */
export const heaps = async (notes: string, pids: readonly number[]): Promise<Map<number, number>> => {
  const before = notesIn(notes).length
  for (const pid of pids) process.kill(pid, 'SIGUSR2')
  const told = new Map<number, number>()
  while (told.size < pids.length) {
    await delay(LOOK_MS)
    const ended = pids.find((pid) => !existsSync(`/proc/${pid}`))
    if (ended !== undefined) throw new Error(`process ${ended} has ended by itself`)
    for (const { pid, held } of notesIn(notes).slice(before)) told.set(pid, held / MIB)
  }
  return told
}
