/** The Secrets of the replica: those that are there stay, the rest is made. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { configOf } from '../../infra/config/config.ts'
import { environmentOf } from '../../infra/config/environment.ts'
import { objectsOf, secretsIn } from '../../infra/lounge/objects.ts'
import { callees, callers, type ServiceName } from '../../workloads/graph.ts'
import { makeKeys } from '../../workloads/service/key-files.ts'

export type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Where the stack's config keeps them. */
export const SECRETS = 'lounge:secrets'

const Held = z.record(z.string(), z.record(z.string(), z.string()))

/** JSON: name of a Secret → key → value. `where` it was read. */
export const heldIn = (text: string, where: string): Secrets => {
  try {
    return Held.parse(JSON.parse(text))
  } catch {
    // Why it cannot be read would be told with a piece of it.
    throw new Error(`${where} is not JSON of the shape {"<Secret>": {"<key>": "<value>"}}`)
  }
}

const PASSWORDS = ['db-admin', 'data-couchdb', 'db-peer']
const PASSWORD_BYTES = 24
const KEYS = /^(?<service>.*)-keys$/

const password = () => randomBytes(PASSWORD_BYTES).toString('base64url')

/** The files that a service reads, from the folder of `npm run keys`: home's, because the two sides call each other. */
const keysOf = async (service: string, folder: string) => {
  const files = [
    ...(callers.includes(service as ServiceName) ? [`${service}.jwk.json`] : []),
    ...(callees.includes(service as ServiceName) ? [`${service}.callers.json`] : []),
  ]
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  return Object.fromEntries(files.map((file, index) => [file, texts[index] as string]))
}

type Wanted = {
  /** Names of the Secrets that the manifests ask for. */
  readonly names: readonly string[]
  readonly there: Secrets
  /** Where `npm run keys` puts its keys. */
  readonly keys: string
}

/** Throws a sentence for one that nobody but the operator can know. */
export const completed = async ({ names, there, keys }: Wanted) => {
  await makeKeys(keys)
  const missing = names.filter((name) => !(name in there))
  const make = async (name: string) => {
    const service = KEYS.exec(name)?.groups?.service
    if (service !== undefined) return keysOf(service, keys)
    if (PASSWORDS.includes(name)) return { password: password() }
    throw new Error(
      `nobody but you knows the Secret ${name}: pulumi config set --secret --path 'lounge:secrets.${name}.<key>' asks for it`,
    )
  }
  const made = await Promise.all(missing.map(async (name) => [name, await make(name)] as const))
  return { secrets: { ...there, ...Object.fromEntries(made) } satisfies Secrets, made: missing }
}

type Asked = {
  /** The stack's, key with its namespace → value. */
  readonly config: Readonly<Record<string, string>>
  /** What the operator wants instead of what is kept. */
  readonly given: Secrets
  readonly keys: string
}

/** What the stack is to keep, and which of it were made. What another command would refuse is refused here: nothing else holds the old ones. */
export const secretsFor = async ({ config, given, keys }: Asked) => {
  const there = { ...heldIn(config[SECRETS] ?? '{}', SECRETS), ...given }
  const environment = environmentOf(configOf({ ...config, [SECRETS]: JSON.stringify(there) }))
  return completed({ names: secretsIn(objectsOf(environment)), there, keys })
}
