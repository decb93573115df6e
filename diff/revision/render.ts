/** Renders a checkout with its own code, in a process of its own. */
import { execFile } from 'node:child_process'
import { mkdtempDisposable, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Rendering } from '../rendering.ts'
import { type Made, placesOf } from '../source/made.ts'
import { readYaml, type Written } from '../yaml.ts'
import type { Checkout } from './checkout.ts'

const run = promisify(execFile)

const RECORDER = pathToFileURL(join(import.meta.dirname, '../source/record.ts'))

/** The revision's code throws: its fault, and nothing that this tool could mend. */
export class DoesNotSynthesize extends Error {}

/** `node scripts/synth/main.ts`, as its package.json says. */
const scriptOf = async ({ folder, revision }: Checkout): Promise<readonly string[]> => {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}')
  const script: string = JSON.parse(text).scripts?.synth ?? ''
  const [program, ...words] = script.split(' ')
  if (program === 'node' && words.length > 0) return words
  throw new DoesNotSynthesize(
    `${revision.name} has no script "synth" that is "node <file>" in its package.json.`,
  )
}

export type Asked = {
  /** One of them, with its cluster. @default all */
  readonly environment?: string | undefined
  /** In which the revision's code runs. */
  readonly env: NodeJS.ProcessEnv
}

const synthesize = async (checkout: Checkout, out: string, { environment, env }: Asked) => {
  const script = await scriptOf(checkout)
  const recorder = new URL(`?into=${encodeURIComponent(join(out, 'made.json'))}`, RECORDER)
  const args = ['--import', recorder.href, ...script, ...(environment === undefined ? [] : [environment])]
  const outdir = { CDK8S_OUTDIR: join(out, 'manifests') }
  await run(process.execPath, args, { cwd: checkout.folder, env: { ...env, ...outdir } }).catch(
    (error: Error & { stderr: string }) => {
      throw new DoesNotSynthesize(error.stderr.trim() || error.message)
    },
  )
}

const folderOf = ({ file }: Written) => dirname(file)

/** Throws `DoesNotSynthesize` with what the revision's code says. */
export const render = async (checkout: Checkout, asked: Asked): Promise<Rendering> => {
  await using out = await mkdtempDisposable(join(tmpdir(), 'diff-'))
  await synthesize(checkout, out.path, asked)
  const made = await readFile(join(out.path, 'made.json'), 'utf8')
  const places = placesOf(JSON.parse(made) as Made[])
  const written = await readYaml(join(out.path, 'manifests')).catch((error: Error) => {
    throw new DoesNotSynthesize(`its script "synth" left no manifests in CDK8S_OUTDIR: ${error.message}`)
  })
  return new Map(
    [...Map.groupBy(written, folderOf)].map(([folder, those]) => [
      folder,
      those.map(({ manifest }) => ({ manifest, place: places(manifest) })),
    ]),
  )
}
