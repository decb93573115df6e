/** `npm run --silent obs-collection > Lounge.json`: a scene collection with all that the map needs. */
import { z } from 'zod'
import { findDevice } from '../workloads/lounge/devices/index.ts'
import { collectionOf } from '../workloads/obs/collection.ts'
import { mapOf, obsEnv } from '../workloads/obs/obs-env.ts'
import { parseEnv } from '../workloads/service/env.ts'
import { commandLine } from './command-line.ts'

const HERE = { win32: 'windows', darwin: 'mac' } as const

const Env = z.object({
  ...obsEnv,
  /** Where the collection is to be opened; this machine's unless said otherwise. */
  OBS_PLATFORM: z
    .enum(['windows', 'mac', 'linux'])
    .default(HERE[process.platform as keyof typeof HERE] ?? 'linux'),
})

commandLine('npm run --silent obs-collection > Lounge.json', {})

const run = async () => {
  const env = parseEnv(Env, process.env)
  const map = await mapOf(env.OBS_MAP, findDevice(env.DEVICE))
  console.log(JSON.stringify(collectionOf(map, { name: 'Lounge', platform: env.OBS_PLATFORM }), null, 2))
}

await run().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 2
})
