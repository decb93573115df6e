/** Where a revision, or a folder of YAML, says what it accepts. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'
import { type Accepted, newlyAccepted, parseAccepted } from './accepted.ts'

const CODE = 'workloads/accepted.ts'
const YAML = 'accepted.yaml'

const inCode = async (folder: string): Promise<readonly Accepted[]> => {
  const file = join(folder, CODE)
  if (!existsSync(file)) return []
  const { accepted } = (await import(pathToFileURL(file).href)) as { accepted?: unknown }
  return parseAccepted(accepted, CODE)
}

const inYaml = async (folder: string): Promise<readonly Accepted[]> => {
  const file = join(folder, YAML)
  return existsSync(file) ? parseAccepted(parse(await readFile(file, 'utf8')) ?? [], YAML) : []
}

/** What the base says is no more than a memory: a fault in it is none of this change's. */
const between = async (read: (folder: string) => Promise<readonly Accepted[]>, base: string, head: string) =>
  newlyAccepted(await read(base).catch(() => []), await read(head))

/** What the checkout in `head` accepts, and the one in `base` did not. */
export const acceptedInCode = (base: string, head: string) => between(inCode, base, head)

/** The same of two folders of plain YAML, in a file `accepted.yaml` beside the manifests. */
export const acceptedInYaml = (base: string, head: string) => between(inYaml, base, head)
