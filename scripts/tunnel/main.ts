/** `npm run tunnel -- keys | peer | check | keep`: home's end of the tunnel to the replica. */
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { publicOf } from '../../infra/config/wireguard-key.ts'
import { serviceApp } from '../../workloads/service/app.ts'
import { parseEnv, shellEnv } from '../../workloads/service/env.ts'
import { createHealth } from '../../workloads/service/health.ts'
import { createLog } from '../../workloads/service/log.ts'
import { createMetrics } from '../../workloads/service/metrics.ts'
import { runService } from '../../workloads/service/run.ts'
import { farIn, faultsIn } from './check.ts'
import { Keeper } from './keep.ts'
import { findKey, keyFile, makeTunnelKeys } from './keys.ts'
import { knock, knockAtAll, resolved } from './knock.ts'
import { configOf, type Peer, readPeer } from './peer.ts'
import { type Link, pointTo, showLink } from './wireguard.ts'

const USE = 'npm run tunnel -- keys | peer | check | keep'
const [WRONG, MISUSE] = [1, 2]
const OWNER_ONLY = 0o600
const SECOND = 1_000

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

const peer = async () => {
  const { folder, peerFile, name } = env()
  const config = configOf(await readPeer(peerFile), await findKey(folder, 'home'))
  const file = resolve(folder, `${name}.conf`)
  await writeFile(file, config, { mode: OWNER_ONLY })
  say(`${file} is written. Put the tunnel up: sudo wg-quick up ${file}`)
}

/** An end that gets something and has nothing to answer says after ten seconds that it is there: WireGuard's own rule. */
const SIGN_OF_LIFE_MS = 12_000

/** Whoever knocks makes WireGuard shake hands. */
const knocked = async (name: string, peer: Peer) => {
  const received = (link: Link) => farIn({ link, peer })?.received
  const before = received(await showLink(name))
  const until = Date.now() + SIGN_OF_LIFE_MS
  const knocks = await knockAtAll(peer)
  let link = await showLink(name)
  for (; received(link) === before && Date.now() < until; link = await showLink(name)) await delay(SECOND)
  return { knocks, link, isHeard: received(link) !== before }
}

const check = async () => {
  const { folder, peerFile, name } = env()
  const own = publicOf(await findKey(folder, 'home'))
  const peer = await readPeer(peerFile)
  const heard = await knocked(name, peer)
  const endpoint = await resolved(peer.endpoint)
  const now = Math.round(Date.now() / SECOND)
  const faults = faultsIn({ name, own, peer, endpoint, now, ...heard })
  for (const { at, says } of faults) say(`wrong at ${at}: ${says}`)
  if (faults.length === 0) say(`The tunnel is well: ${peer.addresses.cloud} answers at both ports.`)
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

const verbs: Readonly<Record<string, () => Promise<void>>> = { keys, peer, check, keep }

const main = async () => {
  const [verb = '', ...more] = process.argv.slice(2)
  const does = Object.hasOwn(verbs, verb) && more.length === 0 ? verbs[verb] : undefined
  if (!does) throw new Error(`say one of: ${USE}`)
  await does()
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = process.argv[2] === 'check' ? WRONG : MISUSE
})
