/** The keys as files: made by `npm run keys`, read by each service when it starts. */
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ZodType } from 'zod'
import { callees, callers, callersOf, callsOf, type ServiceName } from '../graph.ts'
import { type Authorise, authoriser, type Sign, signer } from './auth.ts'
import { CallerMap, callerMap, newKey, PrivateKey, publicKeyOf } from './keys.ts'

const OWNER_ONLY = 0o600
const OWNER_ONLY_FOLDER = 0o700
const READABLE = 0o644

const keyFile = (dir: string, caller: ServiceName) => join(dir, `${caller}.jwk.json`)
const callersFile = (dir: string, callee: ServiceName) => join(dir, `${callee}.callers.json`)

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

const tryRead = async <Content>(file: string, schema: ZodType<Content>): Promise<Content | undefined> => {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (isMissing(cause)) return undefined
    throw new Error(`${file} cannot be read (${cause.code})`, { cause })
  })
  if (text === undefined) return undefined
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    // Without the cause: it would quote the file, and the file is a secret.
    throw new Error(`${file} is not what npm run keys writes: delete it and run npm run keys`)
  }
}

const read = async <Content>(file: string, schema: ZodType<Content>): Promise<Content> => {
  const content = await tryRead(file, schema)
  if (content === undefined) throw new Error(`${file} is missing: run npm run keys`)
  return content
}

/** All or nothing: a reader never sees half a file. */
const write = async (file: string, content: unknown, mode: number) => {
  const next = `${file}.${process.pid}.new`
  await writeFile(next, `${JSON.stringify(content, null, 2)}\n`, { mode })
  await rename(next, file)
}

const previousOf = async (dir: string, rotate: ServiceName | undefined) => {
  const old = rotate && (await tryRead(keyFile(dir, rotate), PrivateKey))
  return old ? { [rotate]: { previous: publicKeyOf(old) } } : {}
}

/**
 * Makes the keys that are missing, and writes anew who may call whom. A key that is there stays as it is, unless
 * it is the one to `rotate`: then callees are told of both, until this is called again.
 */
export const makeKeys = async (dir: string, rotate?: ServiceName) => {
  await mkdir(dir, { recursive: true, mode: OWNER_ONLY_FOLDER })
  const keys = new Map<ServiceName, PrivateKey>()
  const made: ServiceName[] = []
  const previous = await previousOf(dir, rotate)
  for (const caller of callers) {
    const file = keyFile(dir, caller)
    const held = caller === rotate ? undefined : await tryRead(file, PrivateKey)
    const key = held ?? (await newKey())
    if (held) await chmod(file, OWNER_ONLY)
    else {
      await write(file, key, OWNER_ONLY)
      made.push(caller)
    }
    keys.set(caller, key)
  }
  const keysOf = (caller: ServiceName) => ({
    key: publicKeyOf(keys.get(caller) as PrivateKey),
    ...previous[caller],
  })
  for (const callee of callees) await write(callersFile(dir, callee), callerMap(callee, keysOf), READABLE)
  return { made, kept: callers.filter((caller) => !made.includes(caller)) }
}

const signOf = async (dir: string, name: ServiceName): Promise<Sign> => {
  if (callsOf(name).length === 0) return () => Promise.reject(new Error(`${name} calls nobody`))
  return signer({ name, privateKey: await read(keyFile(dir, name), PrivateKey) })
}

const authoriseOf = async (dir: string, name: ServiceName): Promise<Authorise> => {
  const known = callersOf(name).length === 0 ? {} : await read(callersFile(dir, name), CallerMap)
  return authoriser({ audience: name, callers: known })
}

/** What a service needs to call and to be called, as the graph says; rejects with one sentence that names the remedy. */
export const readKeys = async (dir: string, name: ServiceName) => ({
  sign: await signOf(dir, name),
  authorise: await authoriseOf(dir, name),
})
