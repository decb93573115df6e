/** `npm run test:replica`: tries the replica with what this machine has, and says what it skipped and why. See infra/README.md. */
import { execFileSync } from 'node:child_process'
import { badProgramIsBlocked } from './bad-program.ts'
import { cloudChecks } from './cloud.ts'
import { reportTo } from './report.ts'

const { AWS_ENDPOINT_URL } = process.env
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

const aws = async () => {
  if (AWS_ENDPOINT_URL === undefined || !isStandIn(AWS_ENDPOINT_URL))
    return report.skip('the shapes in AWS', 'AWS_ENDPOINT_URL names no API that stands in for AWS')
  await report.check('the rules of the house stop a program that breaks them', () =>
    badProgramIsBlocked(AWS_ENDPOINT_URL),
  )
  await cloudChecks(report)
}

const main = async () => {
  const version = hasPulumi()
  if (version === undefined) return report.skip('everything', 'the tool `pulumi` is not on PATH')
  console.log(`pulumi ${version}`)
  await aws()
}

await main()
const { PASS, FAIL, SKIP } = report.counts
console.log(`${PASS} passed, ${FAIL} failed, ${SKIP} skipped`)
process.exitCode = FAIL === 0 ? 0 : 1
