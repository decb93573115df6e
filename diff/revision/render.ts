/** Renders a checkout with its own code, in a process of its own. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Rendering } from '../rendering.ts'
import { type Made, placesOf } from '../source/made.ts'
import { readYaml, type Written } from '../yaml.ts'
import type { Checkout } from './checkout.ts'
import { tryProgramIn } from './program.ts'
import { scratchFolder } from './scratch.ts'

const run = promisify(execFile)

const RECORDER = pathToFileURL(join(import.meta.dirname, '../source/record.ts'))

/** The revision's code throws: its fault, and nothing that this tool could mend. */
export class DoesNotSynthesize extends Error {}

const programOf = async ({ folder, revision }: Checkout): Promise<string> => {
  const program = await tryProgramIn(folder)
  if (program !== undefined) return program
  throw new DoesNotSynthesize(
    `${revision.name} has neither a script "synth" in its package.json nor an "app" in a cdk8s.yaml.`,
  )
}

export type Asked = {
  /** One of them, with its cluster. @default all */
  readonly environment?: string | undefined
  /** In which the revision's code runs. */
  readonly env: NodeJS.ProcessEnv
}

/** The revision's own programs first, then the Node that runs this. */
const pathIn = ({ folder }: Checkout, { PATH = '' }: NodeJS.ProcessEnv) =>
  [join(folder, 'node_modules/.bin'), dirname(process.execPath), PATH].join(delimiter)

const synthesize = async (checkout: Checkout, out: string, { environment, env }: Asked) => {
  const recorder = new URL(`?into=${encodeURIComponent(join(out, 'made.json'))}`, RECORDER)
  const command = `${await programOf(checkout)} "$@"`
  const more = {
    CDK8S_OUTDIR: join(out, 'manifests'),
    NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --import=${recorder.href}`,
    PATH: pathIn(checkout, env),
  }
  const words = environment === undefined ? [] : [environment]
  await run('sh', ['-c', command, 'synth', ...words], {
    cwd: checkout.folder,
    env: { ...env, ...more },
  }).catch((error: Error & { stderr: string }) => {
    throw new DoesNotSynthesize(error.stderr.trim() || error.message)
  })
}

const folderOf = ({ file }: Written) => dirname(file)

/** Throws `DoesNotSynthesize` with what the revision's code says. */
export const render = async (checkout: Checkout, asked: Asked): Promise<Rendering> => {
  await using out = await scratchFolder()
  await synthesize(checkout, out.path, asked)
  // Not there where nothing was made of constructs.
  const made = await readFile(join(out.path, 'made.json'), 'utf8').catch(() => '[]')
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
