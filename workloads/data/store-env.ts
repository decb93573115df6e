/** What the environment says about the store: a CouchDB where it names one, a file of its own where it doesn't. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const canBeRead = (address: string) => {
  try {
    const { username, password } = new URL(address)
    return decodeURIComponent(username + password) !== undefined
  } catch {
    return false
  }
}

const URL_RULE = 'must be an address such as http://localhost:5984; a % in a name or password is written %25'

/** The console takes credentials in it; for a service they are apart. */
const CouchUrl = z.url({ protocol: /^https?$/, error: URL_RULE, abort: true }).refine(canBeRead, URL_RULE)

export const storeEnv = {
  /** Keeps the file, where the store is one. */
  LOUNGE_DIR: z.string().default('.lounge'),
  COUCHDB_URL: CouchUrl.optional(),
  COUCHDB_DATABASE: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/)
    .default('lounge'),
  COUCHDB_USER: z.string().optional(),
  COUCHDB_PASSWORD: z.string().optional(),
  /** A file that holds the password, read once. */
  COUCHDB_PASSWORD_FILE: z.string().optional(),
}

/** A secret that is given as itself or as a file. */
export const secretOf = async (value: string | undefined, file: string | undefined) => {
  if (file === undefined) return value
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new Error(`the secret ${file} cannot be read (${cause.code})`, { cause })
  })
  return text.trim()
}
