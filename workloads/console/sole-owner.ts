/** One lounge a folder: two would play one pedal. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Keep it: the lock goes when nobody holds it any more. */
export type Folder = { release: () => void }

/**
 * Holds the folder until `release`, or until the process ends however it ends: the lock is the operating system's,
 * on an empty database file. Throws one sentence when another lounge holds it.
 */
export const holdFolder = (path: string): Folder => {
  const lock = new DatabaseSync(join(path, 'lock'))
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    const sentence = `Another lounge is playing from ${path}: stop that one, or name another folder with LOUNGE_DIR=…`
    throw new Error(sentence, { cause })
  }
  return { release: () => lock.close() }
}
