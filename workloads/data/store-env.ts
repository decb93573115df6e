/** What the environment says about the store: a CouchDB where it names one, a file of its own where it doesn't. */
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

/** The CouchDB of another environment of this lounge, reached through the tunnel. */
export const peerEnv = {
  /** Without credentials, e.g. `http://10.77.0.1:5984`. */
  PEER_COUCHDB_URL: CouchUrl.optional(),
  PEER_COUCHDB_USER: z.string().default('peer'),
  PEER_COUCHDB_PASSWORD: z.string().optional(),
  PEER_COUCHDB_PASSWORD_FILE: z.string().optional(),
}
