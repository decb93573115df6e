/** The page's files, read once: hashed so that they are cached for ever, compressed so that they are small. */
import { createHash } from 'node:crypto'
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { asScript, SCRIPT, TYPES } from '../service/page/script.ts'

type Bytes = Uint8Array<ArrayBuffer>
export type Asset = { type: string; plain: Bytes; br: Bytes; gzip: Bytes }

const workloads = join(dirname(fileURLToPath(import.meta.url)), '..')
const LIT = join(workloads, '../node_modules/lit-html')

const VENDORED = ['lit-html.js', 'directive.js']

const compressed = { br: promisify(brotliCompress), gzip: promisify(gzip) }

const assetOf = async (type: string, text: string): Promise<Asset> => {
  const plain = new TextEncoder().encode(text)
  const [br, gzip] = await Promise.all([compressed.br(plain), compressed.gzip(plain)])
  return { type, plain, br: new Uint8Array(br), gzip: new Uint8Array(gzip) }
}

const moduleAt = async (path: string): Promise<[string, Asset]> => {
  const code = asScript(await readFile(join(workloads, path), 'utf8'))
  if (code === undefined) throw new Error(`${path} imports what no page has`)
  return [path.replace(/\.ts$/, '.js'), await assetOf(SCRIPT, code)]
}

const fileAt = async (path: string): Promise<[string, Asset]> => {
  const type = TYPES[extname(path).slice(1)] ?? 'application/octet-stream'
  return [path, await assetOf(type, await readFile(join(workloads, path), 'utf8'))]
}

const vendor = async (name: string): Promise<[string, Asset]> => {
  const code = await readFile(join(LIT, name), 'utf8')
  return [`vendor/lit-html/${name}`, await assetOf(SCRIPT, code.replace(/^\/\/# sourceMappingURL.*$/m, ''))]
}

const modules = () =>
  globSync(['overlay/page/**/*.ts', 'service/page/{css-vars,font,while-seen}.ts'], {
    cwd: workloads,
  }).filter((path) => !path.endsWith('.test.ts'))

const hashOf = (files: ReadonlyMap<string, Asset>) => {
  const hash = createHash('sha256')
  for (const [path, { plain }] of files) hash.update(path).update(plain)
  return hash.digest('base64url').slice(0, 16)
}

export type Assets = Awaited<ReturnType<typeof loadAssets>>

/** One hash over all of them: modules find each other by relative names under it. */
export const loadAssets = async () => {
  const styles = globSync('overlay/page/*.css', { cwd: workloads })
  const read = [...modules().sort().map(moduleAt), ...styles.sort().map(fileAt), ...VENDORED.map(vendor)]
  const files = new Map(await Promise.all(read))
  const hash = hashOf(files)
  return {
    hash,
    files: files as ReadonlyMap<string, Asset>,
    tryFind: (path: string) => files.get(path),
  }
}
