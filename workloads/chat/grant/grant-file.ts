/** The file that keeps a Twitch grant: readable by its owner only, and never half written. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'

export const Grant = z.object({
  clientId: z.string().min(1),
  /** Whom it speaks as. */
  login: z.string().min(1),
  accessToken: z.string().min(1),
  /** Of use once: each refresh brings another. */
  refreshToken: z.string().min(1),
  /** Epoch milliseconds. */
  expiresAt: z.number(),
  scopes: z.array(z.string()),
})
export type Grant = z.infer<typeof Grant>

export type GrantFile = {
  readonly path: string
  /** Undefined where there is none. Throws one sentence for a file that cannot be read. */
  tryRead(): Promise<Grant | undefined>
  write(grant: Grant): Promise<void>
}

const OWNER_ONLY = 0o600
const OWNER_ONLY_FOLDER = 0o700

const parsed = (text: string, path: string): Grant => {
  try {
    return Grant.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`${path} is not a grant that npm run login wrote: run it again.`, { cause })
  }
}

/** Either the old content or the new, whatever happens meanwhile. */
const writeWhole = async (path: string, text: string) => {
  const draft = `${path}.${randomUUID()}`
  try {
    await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER })
    const file = await open(draft, 'wx', OWNER_ONLY)
    await file.writeFile(text).finally(() => file.sync().finally(() => file.close()))
    await rename(draft, path)
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => {})
    throw new Error(`${path} cannot be written: the grant would be lost.`, { cause })
  }
}

export const grantFile = (folder: string, login: string): GrantFile => {
  const path = join(folder, `twitch-${login.toLowerCase()}.json`)
  return {
    path,
    async tryRead() {
      const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'ENOENT') return undefined
        throw new Error(`${path} cannot be read (${cause.code}).`, { cause })
      })
      return text === undefined ? undefined : parsed(text, path)
    },
    write: (grant) => writeWhole(path, `${JSON.stringify(grant, undefined, 2)}\n`),
  }
}
