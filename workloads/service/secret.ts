/** Secrets, which a cluster hands over as files. */
import { readFile } from 'node:fs/promises'

/** A secret that is given as itself or as a file. */
export const secretOf = async (value: string | undefined, file: string | undefined) => {
  if (file === undefined) return value
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`the secret ${file} cannot be read (${cause.code})`, { cause })
  })
  return text.trim()
}
