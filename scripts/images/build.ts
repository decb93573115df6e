/** Builds an image out of a bundle, with docker or buildah. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { BUILD } from './bundle.ts'

const root = join(import.meta.dirname, '../..')

export type Build = {
  /** The command, in words: `docker`, or `buildah --storage-driver overlay`. */
  readonly builder: string
  /** Further words for its `build`. */
  readonly options?: readonly string[]
  readonly workload: string
  readonly version: string
  /** Name and tag. */
  readonly image: string
  /** Whether it needs ALSA's library to reach a real device. @default false */
  readonly alsa?: boolean
}

const revision = () => execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()

/** Rejects with what the builder said. */
export const buildImage = ({ builder, options = [], workload, version, image, alsa = false }: Build) => {
  const [command = 'docker', ...words] = builder.split(' ')
  const said = { WORKLOAD: workload, VERSION: version, REVISION: revision() }
  const args = Object.entries(said).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`])
  const target = alsa ? ['--target', 'with-alsa'] : ['--target', 'service']
  const file = ['--file', 'workloads/Dockerfile', '--tag', image]
  execFileSync(command, [...words, 'build', ...options, ...file, ...target, ...args, BUILD], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}
