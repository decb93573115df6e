/** How much memory a process holds, as the kernel counts it. */
import { readFileSync } from 'node:fs'

export const MIB = 1024 * 1024
const PAGE = 4_096

/** Resident bytes of a process; 0 when it is gone. */
export const rss = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE
  } catch {
    return 0
  }
}
