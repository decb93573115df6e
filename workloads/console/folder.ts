/** The folder that this install keeps: its key and everything that survives a restart. */
import { randomBytes } from 'node:crypto'
import { access, constants, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What the printed address carries: 128 bits. In lower case, because some chat clients send PASS so. */
const newKey = () => randomBytes(16).toString('hex')

const isKey = (text: string) => /^[0-9a-f]{32}$/.test(text)

const sentence = (path: string, { code }: NodeJS.ErrnoException) =>
  `The folder ${path} cannot be written (${code}): make it writable, or name another one with LOUNGE_DIR=…`

const readKey = async (file: string) => {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.trim()
}

/** Made once, so that the address stays the same from one start to the next. A spoilt one is made anew. */
const keyIn = async (file: string) => {
  const kept = await readKey(file)
  if (isKey(kept)) return kept
  const key = newKey()
  await writeFile(file, `${key}\n`, { mode: 0o600 })
  return key
}

/** Resolves with the key; throws one sentence when the folder cannot be used. */
export const openFolder = async (path: string): Promise<string> => {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    await access(path, constants.W_OK)
    return await keyIn(join(path, 'key'))
  } catch (cause) {
    throw new Error(sentence(path, cause as NodeJS.ErrnoException), { cause })
  }
}
