/** How long processes were kept from running: the only excuse for a lounge that is late. */
import { readFileSync } from 'node:fs'

const NS_PER_MS = 1e6

/** How long a process was ready and no processor was free; 0 where it is gone, or the system does not tell (Linux does). */
const waitedMs = (pid: number) => {
  try {
    const [, waited] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')
    return Number(waited) / NS_PER_MS
  } catch {
    return 0
  }
}

/**
 * Starts to count, and returns what asks for the milliseconds since. All of theirs together: a line goes from one to
 * the next, and waits in each.
 */
export const stolen = (pids: () => readonly number[]) => {
  const before = new Map(pids().map((pid) => [pid, waitedMs(pid)]))
  return () => Math.round(pids().reduce((sum, pid) => sum + waitedMs(pid) - (before.get(pid) ?? 0), 0))
}
