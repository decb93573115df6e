/** Where a revision, or a folder of YAML, says what it accepts. */
import { existsSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { ACCEPTED, type Accepted, newlyAccepted, parseAccepted } from './accepted.ts'

const YAML = 'accepted.yaml'

const inCode = async (folder: string): Promise<readonly Accepted[]> => {
  const file = join(folder, ACCEPTED)
  if (!existsSync(file)) return []
  const { accepted } = (await import(pathToFileURL(file).href)) as { accepted?: unknown }
  return parseAccepted(accepted, ACCEPTED)
}

/** Beside the manifests; `path` is their folder, or one of them. */
export const acceptedFile = (path: string) => join(statSync(path).isDirectory() ? path : dirname(path), YAML)

const inYaml = async (path: string): Promise<readonly Accepted[]> => {
  const file = acceptedFile(path)
  return existsSync(file) ? parseAccepted(parse(await readFile(file, 'utf8')) ?? [], YAML) : []
}

/** What the base says is no more than a memory: a fault in it is none of this change's. */
const between = async (read: (path: string) => Promise<readonly Accepted[]>, base: string, head: string) =>
  newlyAccepted(await read(base).catch(() => []), await read(head))

/** What the checkout in `head` accepts, and the one in `base` did not. */
export const acceptedInCode = (base: string, head: string) => between(inCode, base, head)

/** The same of plain YAML. */
export const acceptedInYaml = (base: string, head: string) => between(inYaml, base, head)
