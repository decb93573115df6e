/** Folders for as long as they are needed, and no longer when the program is stopped before. */
import { rmSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const inUse = new Set<string>()

/** Empty; what is in it goes with it. */
export const scratchFolder = async (): Promise<AsyncDisposable & { readonly path: string }> => {
  const folder = await mkdtempDisposable(join(tmpdir(), 'diff-'))
  inUse.add(folder.path)
  const end = async () => {
    await folder.remove()
    inUse.delete(folder.path)
  }
  return { path: folder.path, [Symbol.asyncDispose]: end }
}

/** For a program that ends before it is done. What it started may still be writing there. */
export const clearScratch = () => {
  for (const path of inUse) rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
}
