/** `npm run obs-doctor`: what the map needs and OBS lacks. `-- --create` makes it. */
import { z } from 'zod'
import { findDevice } from '../workloads/lounge/devices/index.ts'
import { type Lack, lacksOf } from '../workloads/obs/doctor.ts'
import { mapOf, obsEnv, passwordOf } from '../workloads/obs/obs-env.ts'
import { connectObs } from '../workloads/obs/obs-websocket.ts'
import { parseEnv } from '../workloads/service/env.ts'
import { commandLine } from './command-line.ts'

/** What is still missing afterwards. */
const tryMake = async ({ what, make }: Lack): Promise<number> => {
  try {
    await make()
    console.log(`made     ${what}`)
    return 0
  } catch (error) {
    console.log(`missing  ${what}: ${(error as Error).message}`)
    return 1
  }
}

const makeAll = async (lacks: readonly Lack[]) => {
  let left = 0
  for (const lack of lacks) left += await tryMake(lack)
  return left
}

const tell = (lacks: readonly Lack[]) => {
  for (const { what } of lacks) console.log(`missing  ${what}`)
  console.log('\nnpm run obs-doctor -- --create makes what is missing.')
  return lacks.length
}

const { create } = commandLine('npm run obs-doctor [-- --create]', { create: z.boolean().default(false) })

/** Ends with 0 when OBS has all, 1 when something is missing, 2 when nobody could look. */
const run = async () => {
  const env = parseEnv(z.object(obsEnv), process.env)
  const map = await mapOf(env.OBS_MAP, findDevice(env.DEVICE))
  const obs = await connectObs(env.OBS_URL, await passwordOf(env))
  const lacks = await lacksOf(obs.call, map)
  if (lacks.length === 0) console.log('OBS has all that the map needs.')
  else {
    const left = create ? await makeAll(lacks) : tell(lacks)
    process.exitCode = left === 0 ? 0 : 1
  }
  await obs.close()
}

await run().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 2
})
