/** The journey itself, run at home: live at home, up, a thousand changes while the tunnel is cut and healed, home again, down. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { levelOf } from '../../workloads/data/level/level.ts'
import { readKeys } from '../../workloads/service/key-files.ts'
import { promote } from '../live/promote.ts'
import { isLive, lookAt, sidesOf } from '../live/sides.ts'
import { couchOf, midiOf, openEnvironments, type Place } from './environments.ts'
import { logOf, wrongKnobs } from './pedal.ts'
import { watchForTwo } from './two.ts'
import { until } from './until.ts'

const CHANGES = 1_000
/** After so many were accepted the tunnel is cut, and healed after so many more. */
const CUTS = [200, 600]
const CUT_FOR = 200

const words = (name: string) => (process.env[name] ?? '').split(' ')
const home: Place = { name: 'home', host: '127.0.0.1', via: [] }
const cloud: Place = { name: 'replica', host: '10.77.0.1', via: words('TUNNEL_CLOUD') }
const say = (line: string) => console.log(line)

const command = (name: 'TUNNEL_CUT' | 'TUNNEL_HEAL') => {
  const [file = '', ...args] = words(name)
  execFileSync(file, args)
  say(name === 'TUNNEL_CUT' ? 'the tunnel is cut' : 'the tunnel is healed')
}

const sides = { home: couchOf(home), away: couchOf(cloud) }
const isLevel = async () => (await levelOf(sides)).isLevel

const setUp = (setup: Record<string, string>, peer: string) => {
  const main = join(import.meta.dirname, '../../workloads/data/setup/main.ts')
  execFileSync(process.execPath, [main], { env: { ...process.env, ...setup, PEER_COUCHDB_URL: peer } })
}

/** Resolves with what was accepted; cuts and heals on the way. */
const show = async (keys: string) => {
  const [file = '', ...args] = cloud.via
  const player = join(import.meta.dirname, 'player.ts')
  const child = spawn(file, [...args, process.execPath, player, midiOf(cloud), keys, String(CHANGES)])
  const accepted: string[] = []
  createInterface({ input: child.stdout }).on('line', (id) => {
    accepted.push(id)
    if (CUTS.includes(accepted.length)) command('TUNNEL_CUT')
    if (CUTS.includes(accepted.length - CUT_FOR)) command('TUNNEL_HEAL')
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error('the player gave up')
  return accepted
}

const verdict = async (accepted: readonly string[], bytes: string) => {
  const log = await logOf(sides.home)
  const ids = log.flatMap(({ changes }) => changes.map(({ id }) => id))
  const lost = accepted.filter((id) => !ids.includes(id))
  const twice = ids.length - new Set(ids).size
  const wrong = wrongKnobs(log, bytes)
  say(
    `${accepted.length} accepted, ${lost.length} lost, ${twice} done twice, ${wrong.length} knobs not as desired`,
  )
  return accepted.length === CHANGES && lost.length + twice + wrong.length === 0
}

const travel = async ({ setup, keys, bytes }: Awaited<ReturnType<typeof openEnvironments>>) => {
  const { sign } = await readKeys(keys, 'console')
  const all = sidesOf([`home=${midiOf(home)}`, `replica=${midiOf(cloud)}`], sign)
  await until('home is live', async () => (await lookAt(all)).some(isLive))
  setUp(setup, couchOf(cloud).url)
  await until('level', isLevel)
  const two = watchForTwo(all)
  await promote({ sides: all, to: 'replica', say })
  const accepted = await show(keys)
  await until('level again', isLevel)
  await promote({ sides: all, to: 'home', say })
  await until('level at home', isLevel)
  two.seen.over = true
  await two.done
  await until('the pedal is as desired', async () => wrongKnobs(await logOf(sides.home), bytes).length === 0)
  setUp(setup, 'none')
  say(`looked ${two.seen.looks} times who is live; two were ${two.seen.two} times`)
  return (await verdict(accepted, bytes)) && two.seen.two === 0
}

const environments = await openEnvironments(home, cloud)
const isWell = await travel(environments).finally(() => environments.close())
say(isWell ? 'the journey lost nothing' : `the journey was not well; its logs are in ${environments.folder}`)
process.exit(isWell ? 0 : 1)
