/** `npm run test:tunnel`: to the replica and home again through a real tunnel that is cut and healed. Says what it needs. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const NEEDS = ['TUNNEL_HOME', 'TUNNEL_CLOUD', 'TUNNEL_CUT', 'TUNNEL_HEAL']
const ABOUT = `skipped: this needs two networks with a WireGuard tunnel between them (10.77.0.2 at home, 10.77.0.1 in the cloud). Set
  TUNNEL_HOME, TUNNEL_CLOUD   a command before another, which then runs at home or in the cloud
  TUNNEL_CUT, TUNNEL_HEAL     a command that drops every packet between the two, and one that ends that`
const SKIPPED = 3

const missing = NEEDS.filter((name) => !process.env[name])
if (missing.length > 0) {
  console.log(`${ABOUT}\nNot set: ${missing.join(', ')}`)
  process.exitCode = SKIPPED
} else {
  const [command = '', ...args] = (process.env.TUNNEL_HOME ?? '').split(' ')
  const journey = join(import.meta.dirname, 'journey.ts')
  const child = spawn(command, [...args, process.execPath, journey], { stdio: 'inherit' })
  const [code] = await once(child, 'close')
  process.exitCode = code ?? 1
}
