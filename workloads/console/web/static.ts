/** The page's files as a browser takes them: TypeScript with its types stripped, and lit-html as it is. */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { asScript, SCRIPT, TYPES } from '../../service/page/script.ts'

export type File = {
  readonly type: string
  readonly body: Uint8Array<ArrayBuffer>
  readonly etag: string
}

const here = dirname(fileURLToPath(import.meta.url))
const lit = join(here, '../../../node_modules/lit-html')

type Source = {
  readonly path: string
  readonly type: string
  readonly read: (path: string) => Promise<File['body'] | undefined>
}

const script = (path: string): Source => ({
  path,
  type: SCRIPT,
  read: async (from) => {
    const code = asScript(await readFile(from, 'utf8'))
    return code === undefined ? undefined : new TextEncoder().encode(code)
  },
})

const plain = (path: string, type: string): Source => ({
  path,
  type,
  read: async (from) => new Uint8Array(await readFile(from)),
})

const MODULE = /^\/(?<folder>page|lounge|service\/page)\/(?<name>[a-z0-9-]+(?:\/[a-z0-9-]+)*)\.js$/
const VENDOR = /^\/vendor\/lit-html\/(?<name>[a-z-]+(?:\/[a-z-]+)*\.js)$/
const ASSET = /^\/page\/(?<name>[a-z0-9-]+\.(?<ending>[a-z0-9]+))$/

const folders: Readonly<Record<string, string>> = {
  page: join(here, '../page'),
  lounge: join(here, '../../lounge'),
  'service/page': join(here, '../../service/page'),
}

const moduleOf = (path: string) => {
  const { folder = '', name = '' } = MODULE.exec(path)?.groups ?? {}
  const root = folders[folder]
  return root === undefined ? undefined : script(join(root, `${name}.ts`))
}

const vendorOf = (path: string) => {
  const name = VENDOR.exec(path)?.groups?.name
  return name === undefined ? undefined : plain(join(lit, name), SCRIPT)
}

const assetOf = (path: string) => {
  const { name = '', ending = '' } = ASSET.exec(path)?.groups ?? {}
  const type = TYPES[ending]
  return type === undefined ? undefined : plain(join(here, '../page', name), type)
}

const etagOf = (body: File['body']) =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`

const load = async ({ path, type, read }: Source): Promise<File | undefined> => {
  const body = await read(path)
  return body === undefined ? undefined : { type, body, etag: etagOf(body) }
}

/** Remembers what it has stripped until the file changes. */
export const pageFiles = () => {
  const cache = new Map<string, { readonly changed: number; readonly file: Promise<File | undefined> }>()

  const loaded = async (source: Source) => {
    const changed = (await stat(source.path)).mtimeMs
    const known = cache.get(source.path)
    if (known?.changed === changed) return known.file
    const file = load(source)
    cache.set(source.path, { changed, file })
    return file
  }

  return {
    /** By URL path; undefined for what is not the page's. */
    async tryFind(path: string): Promise<File | undefined> {
      const source =
        path === '/' ? assetOf('/page/index.html') : (moduleOf(path) ?? vendorOf(path) ?? assetOf(path))
      return source === undefined ? undefined : loaded(source).catch(asMissing)
    },
  }
}

const asMissing = (error: NodeJS.ErrnoException) => {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
  throw error
}
