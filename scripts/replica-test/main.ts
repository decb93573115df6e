/** `npm run test:replica`: tries the replica with what this machine has, and says what it skipped and why. See infra/README.md. */
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { parseEnv } from '../../workloads/service/env.ts'
import { imageBuilder } from '../images/build.ts'
import { lacking, words } from '../replica-journey/place.ts'
import { badProgramIsBlocked } from './bad-program.ts'
import { cloudChecks } from './cloud.ts'
import { clusterChecks } from './cluster.ts'
import { reportTo } from './report.ts'

const Env = z.object({
  AWS_ENDPOINT_URL: z.url('must be an address such as http://127.0.0.1:5000').optional(),
  KUBECONFIG: z.string().optional(),
  ...imageBuilder,
  IMAGE_LOAD: z.string().optional(),
  TUNNEL_ENDPOINT: z.string().optional(),
})
type Env = z.infer<typeof Env>

const report = reportTo(console.log)

const hasPulumi = () => {
  try {
    return execFileSync('pulumi', ['version'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}

/** The real one costs, and is somebody's. */
const isStandIn = (address: string) => !new URL(address).hostname.endsWith('amazonaws.com')

const aws = async (address: string | undefined) => {
  if (address === undefined || !isStandIn(address))
    return report.skip('the shapes in AWS', 'AWS_ENDPOINT_URL names no API that stands in for AWS')
  await report.check('the rules of the house stop a program that breaks them', () =>
    badProgramIsBlocked(address),
  )
  await cloudChecks(address, report)
}

const cluster = async ({ KUBECONFIG, IMAGE_BUILDER = 'docker', ...env }: Env) => {
  if (KUBECONFIG === undefined)
    return report.skip('shape existing', 'KUBECONFIG names no cluster to stand the lounge up in')
  const images = { builder: IMAGE_BUILDER, options: env.IMAGE_BUILD_OPTIONS, load: env.IMAGE_LOAD }
  await clusterChecks(KUBECONFIG, images, report)
  await journey()
}

const WHOLE_JOURNEY = join(import.meta.dirname, '../replica-journey/main.ts')

/** At home, with the images that are there now. */
const journey = async () => {
  const title = 'there and home again by the commands that an operator types'
  const missing = lacking()
  if (missing.length > 0) return report.skip(title, `not set: ${missing.join(', ')}`)
  const [command = '', ...args] = words('TUNNEL_HOME')
  await report.check(title, async () => {
    const { status } = spawnSync(command, [...args, process.execPath, WHOLE_JOURNEY], { stdio: 'inherit' })
    if (status !== 0) throw new Error('it ended badly: see above')
    return undefined
  })
}

const JOURNEY = join(import.meta.dirname, '../tunnel-journey/main.ts')
const SKIPPED = 3

/** A test of its own, `npm run test:tunnel`: it needs no Pulumi. */
const tunnel = async ({ TUNNEL_ENDPOINT }: Env) => {
  const title = 'there and home again through a tunnel that is cut and healed'
  if (TUNNEL_ENDPOINT)
    return report.skip(title, 'with TUNNEL_ENDPOINT home has none yet; the journey below puts it up')
  const { status } = spawnSync(process.execPath, [JOURNEY], { stdio: 'inherit' })
  if (status === SKIPPED) return report.skip(title, 'see above')
  await report.check(title, async () => {
    if (status !== 0) throw new Error('npm run test:tunnel ended badly: see above')
  })
}

const main = async () => {
  const env = parseEnv(Env, process.env)
  await tunnel(env)
  const version = hasPulumi()
  if (version === undefined) return report.skip('everything', 'the tool `pulumi` is not on PATH')
  console.log(`pulumi ${version}`)
  await aws(env.AWS_ENDPOINT_URL)
  await cluster(env)
}

await main()
const { PASS, FAIL, SKIP } = report.counts
console.log(`${PASS} passed, ${FAIL} failed, ${SKIP} skipped`)
process.exitCode = FAIL === 0 ? 0 : 1
