/** Whom this node serves: the highest term it has ever served, kept on disk, and nothing lower. The node is the lock. */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Term } from '../lounge/log.ts'

/** Remembers the highest term served. `keep` returns only when it would survive a power cut, and throws otherwise. */
export type Served = { highest(): Term | null; keep(term: Term): void }

/** Whether a term may be served by a node whose highest is `highest`: higher, or the very same. */
export const maySucceed = (term: Term, highest: Term | null): boolean =>
  highest === null ||
  term.number > highest.number ||
  (term.number === highest.number && term.environment === highest.environment)

/** In `<folder>/served-<device>.json`. Throws a sentence when that file is there but unreadable: guessing could serve two. */
export const servedOnDisk = (folder: string, device: string): Served => {
  const path = join(folder, `served-${device}.json`)
  let highest = read(path)
  return {
    highest: () => highest,
    keep: (term) => {
      write(path, JSON.stringify(term))
      highest = term
    },
  }
}

const read = (path: string): Term | null => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error(`${path} cannot be read, so whom this node serves is unknown`, { cause: error })
  }
  try {
    return Term.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(
      `${path} does not hold a term; correct it, or remove it if no other environment is live`,
      { cause },
    )
  }
}

/** Beside it, to the disk, then over it: a power cut leaves the old file or the new one. */
const write = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true })
  const fresh = `${path}.new`
  withFile(fresh, 'w', (file) => writeSync(file, text))
  renameSync(fresh, path)
  if (process.platform !== 'win32') withFile(dirname(path), 'r', () => undefined) // the folder's own entry
}

const withFile = (path: string, flags: string, use: (file: number) => void) => {
  const file = openSync(path, flags, 0o600)
  try {
    use(file)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
