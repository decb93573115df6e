/** The environment `dev` as it is tested: its chat server is in the cluster too, and its secrets are made up. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App } from 'cdk8s'
import { HttpService } from '../../constructs/http-service.ts'
import { labelsOf } from '../../constructs/identity.ts'
import { manifestsOf, yamlOf } from '../../constructs/manifest.ts'
import { Traffic } from '../../constructs/traffic.ts'
import { Deployed, type Environment } from '../../workloads/environment.ts'
import { places } from '../../workloads/environments.ts'
import { callees, callers } from '../../workloads/graph.ts'
import { findEnvironment, type Places } from '../../workloads/places.ts'
import { LoungeChart, type Place, prioritiesOf } from '../../workloads/platform/lounge-chart.ts'
import { makeKeys } from '../../workloads/service/key-files.ts'
import { synth } from '../synth/synth.ts'
import { ROOM_IMAGE } from './images.ts'
import type { Kube } from './kube.ts'

export const ROOM_PORT = 7107

const dev = findEnvironment(places, 'dev')

export const environment: Environment = { ...dev, chat: { ...dev.chat, server: `ws://room:${ROOM_PORT}` } }

const cluster = places.clusters.find(({ name }) => name === dev.cluster) as Places['clusters'][number]

/** Holds private keys, so it goes with the process. */
const work = mkdtempSync(join(tmpdir(), 'lounge-cluster-'))
process.once('exit', () => rmSync(work, { recursive: true, force: true }))

const random = () => randomBytes(12).toString('hex')

export const secrets = { room: random(), bot: random(), admin: random(), data: random() }

/** Where else the chat server is: an address and a port, to which all is passed on. */
type Elsewhere = { readonly address: string; readonly port: number }

/** The chat server, beside the lounge, or a way to it. */
export class RoomChart extends LoungeChart {
  constructor(app: App, place: Place, elsewhere?: Elsewhere) {
    super(app, 'room', place)
    const component = 'stand-in'
    const labels = labelsOf({ name: 'room', component })
    const served = { CHANNEL: environment.chat.channel, KEY: secrets.room, BOT_PASSWORD: secrets.bot }
    new HttpService(this, 'room', {
      ...{ name: 'room', component, image: ROOM_IMAGE, port: ROOM_PORT, metricsPort: 7207 },
      priority: prioritiesOf(place.environment).service,
      settings: elsewhere ? { ELSEWHERE: `${elsewhere.address}:${elsewhere.port}` } : served,
    })
    new Traffic(this, 'traffic', {
      name: 'room',
      labels,
      from: [{ peer: { workload: 'chat' }, port: ROOM_PORT }],
      ...(elsewhere && { to: [{ peer: { address: elsewhere.address }, port: elsewhere.port }] }),
    })
  }
}

/** Writes the manifests of `dev`, changed as a test wants it; returns the folder. */
export const writeManifests = (change: Partial<Environment> = {}): string => {
  const folder = mkdtempSync(join(work, 'manifests-'))
  const files = synth({ clusters: [cluster], environments: [{ ...environment, ...change }] }, ['dev'])
  for (const [file, text] of files)
    if (file.startsWith('dev/')) writeFileSync(join(folder, file.slice('dev/'.length)), text)
  writeFileSync(
    join(folder, '90-room.yaml'),
    yamlOf(manifestsOf(new RoomChart(new App(), { environment, cluster }))),
  )
  return folder
}

/** Makes the keys of all services in a folder, and every Secret that the manifests name. */
export const makeSecrets = async (kube: Kube) => {
  const folder = mkdtempSync(join(work, 'keys-'))
  await makeKeys(folder)
  const create = (name: string, ...from: string[]) =>
    kube.within('create', 'secret', 'generic', name, ...from)
  for (const name of Deployed.options)
    await create(
      `${name}-keys`,
      ...(callers.includes(name) ? [`--from-file=${folder}/${name}.jwk.json`] : []),
      ...(callees.includes(name) ? [`--from-file=${folder}/${name}.callers.json`] : []),
    )
  await create('db-admin', `--from-literal=password=${secrets.admin}`)
  await create('data-couchdb', `--from-literal=password=${secrets.data}`)
  await create('chat-server', `--from-literal=password=${secrets.bot}`)
  return folder
}
