/** `npm run tunnel -- keys | peer | check | keep`: home's end of the tunnel to the replica. */
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { addresses } from '../../infra/tunnel-peer.ts'
import { serviceApp } from '../../workloads/service/app.ts'
import { parseEnv, shellEnv } from '../../workloads/service/env.ts'
import { createHealth } from '../../workloads/service/health.ts'
import { createLog } from '../../workloads/service/log.ts'
import { createMetrics } from '../../workloads/service/metrics.ts'
import { runService } from '../../workloads/service/run.ts'
import { commandLine, oneOf, whole } from '../command-line.ts'
import { untilWell } from '../until-well.ts'
import type { Fault } from './check.ts'
import { Keeper } from './keep.ts'
import { findKey, keyFile, makeTunnelKeys } from './keys.ts'
import { knock, resolved } from './knock.ts'
import { kindsOf, look } from './look.ts'
import { configOf, keepConfig, readPeer } from './peer.ts'
import { pointTo, showLink } from './wireguard.ts'

const USE = 'npm run tunnel -- keys | peer | check [--within <seconds>] | keep'
const [WRONG, MISUSE] = [1, 2]

const Env = z.object({
  ...shellEnv({ port: 7108, metricsPort: 7208 }),
  /** Holds keys, the peer's file and WireGuard's. */
  LOUNGE_DIR: z.string().default('.lounge'),
  TUNNEL_PEER: z.string().optional(),
  /** WireGuard's interface at home. */
  TUNNEL_INTERFACE: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,15}$/)
    .default('lounge'),
})

const env = () => {
  const { LOUNGE_DIR, TUNNEL_INTERFACE: name, ...rest } = parseEnv(Env, process.env)
  const folder = join(LOUNGE_DIR, 'tunnel')
  return { ...rest, name, folder, peerFile: rest.TUNNEL_PEER ?? join(folder, 'peer.json') }
}

const say = (line: string) => console.log(line)

const keys = async () => {
  const { folder } = env()
  const { home, cloud } = await makeTunnelKeys(folder)
  say(`The keys are in ${folder}. The stack is told once:`)
  say(`pulumi config set --path lounge:tunnel.homePublicKey ${home}`)
  say(`pulumi config set --path lounge:tunnel.cloudPublicKey ${cloud}`)
  say(`pulumi config set --secret lounge:tunnelPrivateKey < ${keyFile(folder, 'cloud')}`)
}

const upOf = (file: string) =>
  `sudo wg-quick up ${file} (if it is up already: sudo wg-quick down ${file} first)`

/** wg-quick calls the interface as the file. */
const configFile = (folder: string, name: string) => resolve(folder, `${name}.conf`)

const peer = async () => {
  const { folder, peerFile, name } = env()
  const config = configOf(await readPeer(peerFile), await findKey(folder, 'home'))
  const file = configFile(folder, name)
  const isAsItWas = await keepConfig(file, config)
  say(`${file} is ${isAsItWas ? 'as it was' : 'written'}. It puts the tunnel up: ${upOf(file)}`)
}

const check = async (within: number) => {
  const { folder, peerFile, name } = env()
  const tell = (faults: readonly Fault[]) => {
    for (const { at, says } of faults) say(`wrong at ${at}: ${says}`)
  }
  const wait = (faults: readonly Fault[]) => {
    tell(faults)
    if (faults.some(({ at }) => at === 'home'))
      say(`Put the tunnel up, in another terminal: ${upOf(configFile(folder, name))}`)
    say(`Waiting for it, ${within} s at most.`)
  }
  const faults = await untilWell({
    ask: () => look({ folder, peerFile, name }),
    ...{ wrong: kindsOf, seconds: within, tell: wait },
  })
  tell(faults)
  if (faults.length === 0) say(`The tunnel is well: ${addresses.cloud} answers at both ports.`)
  process.exitCode = faults.length === 0 ? 0 : WRONG
}

const keep = async () => {
  const { name, peerFile, ...rest } = env()
  const log = createLog({ service: 'tunnel', level: rest.LOG_LEVEL })
  const metrics = createMetrics('tunnel')
  const keeper = new Keeper({
    peer: () => readPeer(peerFile),
    link: () => showLink(name),
    knock: ({ addresses, ports }) => knock(addresses.cloud, ports.midi),
    resolve: resolved,
    pointTo: (publicKey, endpoint) => pointTo(name, publicKey, endpoint),
    ...{ log, metrics },
  })
  const health = createHealth({ metrics, checks: { cloud: () => keeper.why } })
  keeper.start()
  await runService({
    ...{ name: 'tunnel', app: serviceApp({ name: 'tunnel', log, metrics, health }), log, metrics, health },
    ...{ host: rest.HOST, port: rest.PORT, metricsPort: rest.METRICS_PORT },
    onStop: () => keeper.stop(),
  })
}

const VERBS = ['keys', 'peer', 'check', 'keep'] as const

const main = async () => {
  const { within, words } = commandLine(USE, {
    within: whole().optional(),
    words: z.tuple([oneOf(VERBS)], `one of ${VERBS.join(', ')}`),
  })
  const [verb] = words
  if (within !== undefined && verb !== 'check') throw new Error(`--within goes with check: ${USE}`)
  await { keys, peer, check: () => check(within ?? 0), keep }[verb]()
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = process.argv[2] === 'check' ? WRONG : MISUSE
})
