/** Home, the cloud and a stack of the journey's own. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'cdk8s'
import { manifestsOf, yamlOf } from '../../constructs/manifest.ts'
import { clusterFileOf } from '../../infra/lounge/objects.ts'
import { places } from '../../workloads/environments.ts'
import { findEnvironment } from '../../workloads/places.ts'
import { readKeys } from '../../workloads/service/key-files.ts'
import { kubeIn } from '../cluster/kube.ts'
import { ROOM_PORT, RoomChart, secrets } from '../cluster/world.ts'
import { sidesOf } from '../live/sides.ts'
import type { Secrets } from '../replica/secrets.ts'
import { whereabouts } from '../replica/whereabouts.ts'
import { leftIn } from '../replica-test/cluster.ts'
import { type Trial, trial } from '../replica-test/trial.ts'
import { makeTunnelKeys } from '../tunnel/keys.ts'
import { watchForTwo } from '../tunnel-journey/two.ts'
import { type Cloud, openCloud } from './cloud.ts'
import { openHome } from './home.ts'
import { words } from './place.ts'
import { CHAT_PORT } from './ports.ts'
import { type Press, typedIn } from './typed.ts'

const replica = findEnvironment(places, 'replica')
const PROJECT = join(import.meta.dirname, '../..')
const NAME = 'lounge-trial-journey'

/** Where its chat is, what its machines are, and as whom home comes. */
const changesOf = ({ lan }: Cloud) => ({
  chat: { ...replica.chat, server: `ws://room:${ROOM_PORT}` },
  placement: { architectures: ['arm64', 'amd64'] as const },
  tunnel: { end: 'cloud', peer: 'prod', from: lan } as const,
})

const stackOf = async (folder: string, cloud: Cloud) => {
  const { home } = await makeTunnelKeys(join(folder, 'lounge', 'tunnel'))
  return trial(NAME, {
    shape: 'existing',
    environment: replica.name,
    changes: JSON.stringify(changesOf(cloud)),
    secrets: JSON.stringify({ 'chat-server': { password: secrets.bot } }),
    kubeconfig: readFileSync(cloud.kubeconfig, 'utf8'),
    tunnel: JSON.stringify(cloud.letIn(home)),
  })
}

/** The way from the replica's bot to the chat. */
const roomOf = (folder: string, cloud: Cloud) => {
  const environment = { ...replica, ...changesOf(cloud), placement: replica.placement }
  const place = { environment, cluster: clusterFileOf(replica) }
  const room = new RoomChart(new App(), place, { address: cloud.lan, port: CHAT_PORT })
  const file = join(folder, 'room.yaml')
  writeFileSync(file, yamlOf(manifestsOf(room)))
  return file
}

const runs = (name: string) => () => {
  const [file = '', ...args] = words(name)
  execFileSync(file, args)
}

type Rows = { rows: { id: string }[] }

const jobsAt = async (url: string) => {
  const { rows } = (await (await fetch(`${url}/_replicator/_all_docs`)).json()) as Rows
  return rows.map(({ id }) => id).filter((id) => !id.startsWith('_'))
}

/** What `npm run replica` tells the guard of where both sides are. */
const knowing = async (env: NodeJS.ProcessEnv, { raw }: Trial) => {
  const { value } = await raw.getConfig('lounge:secrets')
  const secrets = JSON.parse(value) as Secrets
  return { ...env, ...whereabouts(env, { replica: replica.name, hasTunnel: true, secrets }) }
}

const consoleOf = (folder: string, shell: NodeJS.ProcessEnv, stack: Trial) => {
  const env = { ...process.env, ...shell, ...stack.raw.workspace.envVars }
  const log = (line: string) => appendFileSync(join(folder, 'typed.log'), `${line}\n`)
  const typed = typedIn(env, log)
  const setup = ['node', 'workloads/data/setup/main.ts']
  return {
    replica: (args: readonly string[], ...presses: readonly Press[]) =>
      typed(['npm', 'run', '--silent', 'replica', '--', ...args, '--stack', NAME], ...presses),
    pulumi: (args: readonly string[]) => typed(['pulumi', ...args, '--stack', NAME]),
    /** By somebody who has said where both sides are. */
    pulumiKnowing: async (args: readonly string[]) =>
      typedIn(await knowing(env, stack), log)(['pulumi', ...args, '--stack', NAME]),
    endReplication: () => typed(['env', 'PEER_COUCHDB_URL=none', ...setup]),
    /** Without sudo: who tries this is root. */
    typesWhatItSays: (_: unknown, line: string) =>
      void typed((/wg-quick up \S+/.exec(line)?.[0] ?? '').split(' ')),
  }
}

/** Looks from now on whether two are live at once. */
const watched = async (folder: string, addresses: readonly string[]) => {
  const { sign } = await readKeys(join(folder, 'keys'), 'console')
  return watchForTwo(sidesOf(addresses, sign))
}

const opened = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'replica-journey-'))
  const cloud = await openCloud(folder)
  const home = await openHome(folder, cloud)
  const stack = await stackOf(folder, cloud)
  const two = await watched(folder, home.addresses)
  const close = async () => {
    two.seen.over = true
    await two.done
    await stack.remove()
    await home.close()
    cloud.close()
  }
  return { folder, cloud, home, stack, two, close }
}

/** Starts everything but the replica. */
export const openRig = async () => {
  process.chdir(PROJECT)
  const { home, stack, ...open } = await opened()
  const { folder, cloud } = open
  process.env.KUBECONFIG = cloud.kubeconfig
  const kube = kubeIn(replica.namespace)
  const room = roomOf(folder, cloud)
  return {
    ...open,
    ...consoleOf(folder, home.shell, stack),
    files: { couch: home.couch, bytes: home.bytes },
    cut: runs('TUNNEL_CUT'),
    heal: runs('TUNNEL_HEAL'),
    openRoom: () => kube.run(['apply', '--server-side', '--filename', room]),
    leftIn: () => leftIn(kube),
    jobs: () => jobsAt(home.couch.url),
  }
}

export type Rig = Awaited<ReturnType<typeof openRig>>
