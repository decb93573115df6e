/** Builds an image out of a bundle, with docker or buildah. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { BUILD } from './bundle.ts'

const root = join(import.meta.dirname, '../..')

const words = (text: string) => text.split(' ').filter(Boolean)

/** What the environment says about it. */
export const imageBuilder = {
  IMAGE_BUILDER: z.string().optional(),
  IMAGE_BUILD_OPTIONS: z.string().default('').transform(words),
}

export type Builder = {
  /** The command, in words: `docker`, or `buildah --storage-driver overlay`. */
  readonly builder: string
  /** Further words for its `build`. */
  readonly options: readonly string[]
}

export type Build = Builder & {
  readonly workload: string
  readonly version: string
  /** Name and tag. */
  readonly image: string
  /** Whether it needs ALSA's library to reach a real device. @default false */
  readonly alsa?: boolean
}

const revision = () => execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()

const run = (builder: string, args: readonly string[]) => {
  const [command = 'docker', ...first] = words(builder)
  return execFileSync(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Throws what the builder said. */
export const buildImage = ({ builder, options, workload, version, image, alsa = false }: Build) => {
  const said = { WORKLOAD: workload, VERSION: version, REVISION: revision() }
  const args = Object.entries(said).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`])
  const file = ['--file', 'workloads/Dockerfile', '--target', alsa ? 'with-alsa' : 'service', '--tag', image]
  run(builder, ['build', ...options, ...file, ...args, BUILD])
}

export const imageId = ({ builder }: Builder, image: string) =>
  run(builder, ['images', '--no-trunc', '--quiet', image]).toString().trim()
