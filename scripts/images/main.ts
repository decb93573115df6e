/** `npm run images [-- --builder docker]`: bundles every service, prints the sizes, and builds images where there is a builder. */
import { parseArgs } from 'node:util'
import { Deployed } from '../../workloads/environment.ts'
import { places } from '../../workloads/environments.ts'
import { findEnvironment } from '../../workloads/places.ts'
import { imageOf, versionOf } from '../../workloads/platform/lounge-chart.ts'
import { buildImage } from './build.ts'
import { bundle } from './bundle.ts'

/** Most that we add to the base image, in bytes. */
const MOST = { service: 5e6, 'midi-node': 10e6 }

const inMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

const main = async () => {
  const { values } = parseArgs({
    options: { builder: { type: 'string' }, environment: { type: 'string', default: 'prod' } },
  })
  const environment = findEnvironment(places, values.environment)
  let total = 0
  for (const workload of Deployed.options) {
    const size = await bundle(workload)
    total += size
    console.log(`${workload.padEnd(10)} ${inMegabytes(size)}`)
    const most = workload === 'midi-node' ? MOST['midi-node'] : MOST.service
    if (size > most)
      throw new Error(`${workload} adds ${inMegabytes(size)}; at most ${inMegabytes(most)} is meant`)
    const image = imageOf(environment, workload).replace(/@.*/, '')
    const version = versionOf(environment, workload)
    if (values.builder)
      buildImage({ builder: values.builder, workload, version, image, alsa: workload === 'midi-node' })
  }
  console.log(`${'total'.padEnd(10)} ${inMegabytes(total)} on top of the base image`)
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
