/** Makes one file of a service and everything it imports, and puts what cannot be bundled beside it. */
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { copyPackages } from './packages.ts'

const root = join(import.meta.dirname, '../..')

/** Where bundles are made. */
export const BUILD = 'build'

/**
 * What a service reads at run time goes along as it is, where it was beside the code: a native binding for the two
 * architectures of images, and what a page is made of.
 */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  'midi-node': [
    'node_modules/easymidi/{index.js,package.json,LICENSE}',
    'node_modules/@julusian/midi/{package.json,LICENSE,binding-options.js,load-native.js}',
    'node_modules/@julusian/midi/dist/**/*.{js,cjs,mjs}',
    'node_modules/@julusian/midi/prebuilds/midi-linux-{x64,arm64}/*',
    'node_modules/pkg-prebuilds/{package.json,bindings.js,lib/prebuild.js}',
    'node_modules/tslib/{package.json,tslib.js}',
  ],
  overlay: [
    'workloads/overlay/page/**/!(*.test).{ts,css}',
    'workloads/service/page/!(*.test).ts',
    'node_modules/lit-html/{lit-html.js,directive.js,package.json,LICENSE}',
  ],
}

/** Name of a bundle → module that it is made of. */
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

const copyBeside = (name: string, dir: string) => {
  for (const file of (BESIDE[name] ?? []).flatMap((pattern) => globSync(pattern, { cwd: root })).sort())
    if (statSync(join(root, file)).isFile()) cpSync(join(root, file), join(dir, file))
}

const filesIn = (dir: string) =>
  globSync('**/*', { cwd: dir }).filter((file) => statSync(join(dir, file)).isFile())

/** Builders write down when a file was changed; now it is never. */
const forgetTimes = (dir: string) => {
  for (const path of globSync('**/*', { cwd: dir })) utimesSync(join(dir, path), 0, 0)
  utimesSync(dir, 0, 0)
}

export type Bundle = {
  readonly bytes: number
  /** Paths in the image's `/app`. */
  readonly files: readonly string[]
  /** The same for the same content, in hexadecimal. */
  readonly digest: string
}

const measured = (dir: string): Bundle => {
  const files = filesIn(dir).sort()
  const hash = createHash('sha256')
  let bytes = 0
  for (const file of files) {
    const content = readFileSync(join(dir, file))
    hash.update(file).update(content)
    bytes += content.length
  }
  return { bytes, files, digest: hash.digest('hex') }
}

type Options = {
  /** Packages that go along unbundled. @default - none */
  readonly external?: readonly string[]
  /** The folder in which the bundle has its own. @default 'build' of the repository */
  readonly into?: string
}

/** Writes `<into>/<name>/` anew, one file an entry, where its sources would be. */
export const bundleEntries = async (name: string, entries: Entries, options: Options = {}) => {
  const { external = [], into = join(root, BUILD) } = options
  const dir = join(into, name)
  rmSync(dir, { recursive: true, force: true })
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'package.json'), '{"type":"module"}\n')
  for (const entry of Object.entries(entries))
    await bundleEntry(entry, join(dir, 'workloads', name), external)
  if (external.length > 0) copyPackages(external, join(dir, 'node_modules'))
  copyBeside(name, dir)
  forgetTimes(dir)
  return measured(dir)
}

export const bundle = (workload: string, options: Options = {}): Promise<Bundle> =>
  bundleEntries(workload, entriesOf(workload), options)
