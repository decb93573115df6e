/**
 * `npm run images`: bundles every service twice, prints the sizes, and fails past a limit or when the bytes differ.
 * IMAGE_BUILDER (e.g. `docker`) builds the images too, twice each; IMAGE_BUILD_OPTIONS are further words for its `build`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Deployed } from '../../workloads/environment.ts'
import { places } from '../../workloads/environments.ts'
import { findEnvironment } from '../../workloads/places.ts'
import { imageOf, versionOf } from '../../workloads/platform/lounge-chart.ts'
import { parseEnv } from '../../workloads/service/env.ts'
import { commandLine } from '../command-line.ts'
import { type Builder, buildImage, imageBuilder, imageId } from './build.ts'
import { bundle } from './bundle.ts'

commandLine('npm run images', {})

/** Most that we add to the base image, in bytes. */
const MOST = 5e6
const MOST_WITH_BINDING = 10e6

const inMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

const bundleTwice = async (workload: Deployed): Promise<number> => {
  const into = mkdtempSync(join(tmpdir(), 'lounge-images-'))
  const [one, other] = [await bundle(workload), await bundle(workload, { into })]
  rmSync(into, { recursive: true })
  if (one.digest !== other.digest) throw new Error(`${workload}: two bundles of the same code differ`)
  const most = workload === 'midi-node' ? MOST_WITH_BINDING : MOST
  if (one.bytes <= most) return one.bytes
  throw new Error(`${workload} adds ${inMegabytes(one.bytes)}; at most ${inMegabytes(most)} is meant`)
}

const environment = findEnvironment(places, 'prod')

/** Its id, the same twice. */
const buildTwice = (builder: Builder, workload: Deployed): string => {
  const image = imageOf(environment, workload).replace(/@.*/, '')
  const version = versionOf(environment, workload)
  const [one, other] = [0, 1].map(() => {
    buildImage({ ...builder, workload, version, image, alsa: workload === 'midi-node' })
    return imageId(builder, image)
  })
  if (one === other) return `${image} ${one}`
  throw new Error(
    `${image}: two images of the same bundle differ; the builder must write no times (buildah: --timestamp 0)`,
  )
}

const main = async () => {
  const env = parseEnv(z.object(imageBuilder), process.env)
  let total = 0
  for (const workload of Deployed.options) {
    const bytes = await bundleTwice(workload)
    total += bytes
    const image = env.IMAGE_BUILDER
      ? buildTwice({ builder: env.IMAGE_BUILDER, options: env.IMAGE_BUILD_OPTIONS }, workload)
      : ''
    console.log(`${workload.padEnd(10)} ${inMegabytes(bytes)} ${image}`.trimEnd())
  }
  console.log(`${'total'.padEnd(10)} ${inMegabytes(total)} on top of the base image, the same bytes twice`)
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
