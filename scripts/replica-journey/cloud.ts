/** The cloud as home finds it: its end of the tunnel, its viewers, its cluster. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parse, stringify } from 'yaml'
import { places } from '../../workloads/environments.ts'
import { findEnvironment } from '../../workloads/places.ts'
import { secrets } from '../cluster/world.ts'
import { words } from './place.ts'

const { channel } = findEnvironment(places, 'replica').chat
const OUTSIDE = process.env.TUNNEL_ENDPOINT ?? ''

/** Runs a command in the cloud; returns what it says. */
const there = (...command: string[]) => {
  const [file = '', ...args] = words('TUNNEL_CLOUD')
  return execFileSync(file, [...args, ...command], { encoding: 'utf8' }).trim()
}

const started = (script: string, env: Record<string, string>) => {
  const [file = '', ...args] = words('TUNNEL_CLOUD')
  return spawn(file, [...args, process.execPath, join(import.meta.dirname, script)], {
    ...{ env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'inherit'] },
  })
}

type Config = { clusters: { cluster: Record<string, string> }[] }

/** The cluster by way of the cloud's address, as an operator at home reaches it. */
const kubeconfigIn = (folder: string) => {
  const config = parse(readFileSync(process.env.KUBECONFIG ?? '', 'utf8')) as Config
  const [{ cluster } = { cluster: {} }] = config.clusters
  const { hostname: node, port: api } = new URL(cluster.server ?? '')
  Object.assign(cluster, { server: `https://${OUTSIDE}:${api}`, 'tls-server-name': node })
  const file = join(folder, 'kubeconfig')
  writeFileSync(file, stringify(config))
  return { file, node, api }
}

/** Under which address the cloud calls the cluster's machine. */
const lanTo = (node: string, api: string) =>
  there(
    process.execPath,
    '--eval',
    `require('node:net').connect(${api}, '${node}').on('connect', function () { console.log(this.localAddress); this.destroy() })`,
  )

/** Its own end of the tunnel lets home's key in. */
const letIn = (homeKey: string) => {
  const name = there('wg', 'show', 'interfaces')
  there('wg', 'set', name, 'peer', homeKey, 'allowed-ips', '10.77.0.2/32')
  const port = there('wg', 'show', name, 'listen-port')
  return { cloudPublicKey: there('wg', 'show', name, 'public-key'), endpoint: `${OUTSIDE}:${port}` }
}

const viewer = async () => {
  const child = started('viewer.ts', { CHANNEL: channel, KEY: secrets.room })
  const heard = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await heard.next()
  /** The bot's replies to lines that are said at once. */
  const ask = async (...lines: string[]): Promise<readonly string[]> => {
    child.stdin.write(`${JSON.stringify(lines)}\n`)
    return JSON.parse((await heard.next()).value as string) as string[]
  }
  return { ask, close: () => void child.stdin.end() }
}

/** `folder`: for what is written on the way. */
export const openCloud = async (folder: string) => {
  const { file: kubeconfig, node, api } = kubeconfigIn(folder)
  const lan = lanTo(node, api)
  const end = started('cloud-end.ts', {
    ...{ NODE: node, API: api, OUTSIDE, LAN: lan, LOG: join(folder, 'chat-server.log') },
    ...{ CHANNEL: channel, KEY: secrets.room, BOT_PASS: secrets.bot },
  })
  await once(createInterface({ input: end.stdout }), 'line')
  const mo = await viewer()
  const close = () => {
    mo.close()
    end.kill()
  }
  return { kubeconfig, lan, outside: OUTSIDE, channel, letIn, ask: mo.ask, close }
}

export type Cloud = Awaited<ReturnType<typeof openCloud>>
