/** Makes one file of a service and everything it imports, and puts what cannot be bundled beside it. */
import { cpSync, existsSync, globSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { copyPackages } from './packages.ts'

const root = join(import.meta.dirname, '../..')

/** Where bundles are made. */
export const BUILD = 'build'

/** A native binding finds its file at run time: it goes along as it is, for the two architectures of images. */
const NATIVE = [
  'easymidi/{index.js,package.json,LICENSE}',
  '@julusian/midi/{package.json,LICENSE,binding-options.js,load-native.js}',
  '@julusian/midi/dist/**/*.{js,cjs,mjs}',
  '@julusian/midi/prebuilds/midi-linux-{x64,arm64}/*',
  'pkg-prebuilds/{package.json,bindings.js,lib/prebuild.js}',
  'tslib/{package.json,tslib.js}',
]

/** File in the image → module that it is made of. */
export type Entries = Readonly<Record<string, string>>

const entriesOf = (workload: string): Entries => {
  const main = join(root, 'workloads', workload, 'main.ts')
  const setup = join(root, 'workloads', workload, 'setup/main.ts')
  return { main, ...(existsSync(setup) && { setup }) }
}

const bundleEntry = async ([name, input]: [string, string], dir: string, external: readonly string[]) => {
  const bundle = await rolldown({ input, platform: 'node', logLevel: 'silent', external: [...external] })
  await bundle.write({ file: join(dir, `${name}.js`), format: 'esm', minify: true, codeSplitting: false })
  await bundle.close()
}

const copyNative = (dir: string) => {
  const modules = join(root, 'node_modules')
  for (const file of NATIVE.flatMap((pattern) => globSync(pattern, { cwd: modules })).sort())
    if (statSync(join(modules, file)).isFile()) cpSync(join(modules, file), join(dir, 'node_modules', file))
}

/** Bytes of all files of a folder. */
const sizeOf = (dir: string) =>
  globSync('**/*', { cwd: dir }).reduce((sum, file) => sum + statSync(join(dir, file)).size, 0)

/** Writes `build/<name>/` anew, one file an entry; `external` packages go along unbundled. Returns its size in bytes. */
export const bundleEntries = async (name: string, entries: Entries, external: readonly string[] = []) => {
  const dir = join(root, BUILD, name)
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}\n')
  for (const entry of Object.entries(entries)) await bundleEntry(entry, dir, external)
  if (external.length > 0) copyPackages(external, join(dir, 'node_modules'))
  if (name === 'midi-node') copyNative(dir)
  return sizeOf(dir)
}

export const bundle = (workload: string): Promise<number> => bundleEntries(workload, entriesOf(workload))
