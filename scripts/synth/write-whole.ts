/** Writes a folder whole, or leaves the one that is there. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/** `files`: path in the folder → text. What the folder held before is gone; half of it is never there. */
export const writeWhole = (folder: string, files: ReadonlyMap<string, string>) => {
  const target = resolve(folder)
  mkdirSync(dirname(target), { recursive: true })
  // Beside it, because a rename does not cross file systems.
  const work = mkdtempSync(join(dirname(target), `.${basename(target)}-`))
  const fresh = join(work, 'new')
  try {
    mkdirSync(fresh)
    for (const [path, text] of files) {
      mkdirSync(dirname(join(fresh, path)), { recursive: true })
      writeFileSync(join(fresh, path), text)
    }
    replace(target, fresh, join(work, 'old'))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

const replace = (target: string, fresh: string, old: string) => {
  const isThere = moved(target, old)
  try {
    renameSync(fresh, target)
  } catch (error) {
    if (isThere) renameSync(old, target)
    throw error
  }
}

/** Whether there was something to move. */
const moved = (from: string, to: string) => {
  try {
    renameSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
