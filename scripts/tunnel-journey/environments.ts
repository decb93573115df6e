/** Home and the cloud as processes, each in its own network, and the one node at home that dials both. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeKeys } from '../../workloads/service/key-files.ts'
import { Child } from '../lounge/child.ts'

const workloads = join(import.meta.dirname, '../../workloads')
const lounge = join(import.meta.dirname, '../lounge')

const PASSWORD = 'for-a-stand-in'
const PORTS = { couch: 5984, data: 7101, midi: 7102, node: 7103 }

export type Place = { readonly name: string; readonly host: string; readonly via: readonly string[] }
type Named = Place & { readonly peer: string }

export const isAnswered = (url: string) => async () => {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
  await response.arrayBuffer()
  return response.ok
}

export const couchOf = ({ host }: Place) => ({
  url: `http://${host}:${PORTS.couch}`,
  user: 'data',
  password: PASSWORD,
})
export const midiOf = ({ host }: Place) => `http://${host}:${PORTS.midi}`

/** CouchDB, data and midi of one environment. */
export const childrenOf = ({ name, host, via, peer }: Named, folder: string) => {
  const child = (service: string, entry: string, env: Record<string, string>) => {
    const port = String(PORTS[service as keyof typeof PORTS])
    const path = service === 'couch' ? '/' : '/readyz'
    return new Child({
      ...{ name: `${service} of ${name}`, entry, via, logFile: join(folder, `${name}-${service}.log`) },
      isReady: isAnswered(`http://${host}:${port}${path}`),
      env: {
        HOST: host,
        PORT: port,
        METRICS_PORT: '0',
        KEYS: join(folder, 'keys'),
        ENVIRONMENT: name,
        ...env,
      },
    })
  }
  const couchdb = { COUCHDB_USER: 'data', COUCHDB_PASSWORD: PASSWORD, ADMIN_PASSWORD: PASSWORD }
  const isHome = via.length === 0
  return [
    child('couch', join(lounge, 'couch.ts'), {
      ...{ ...couchdb, JOURNAL: join(folder, `${name}.journal`), REPLICATES: String(isHome) },
    }),
    child('data', join(workloads, 'data/main.ts'), {
      ...{ ...couchdb, COUCHDB_URL: `http://${host}:${PORTS.couch}`, PEER: peer },
    }),
    child('midi', join(workloads, 'midi/main.ts'), {
      ...{ DATA_URL: `http://${host}:${PORTS.data}`, OPENS: isHome ? 'default' : 'no' },
    }),
  ]
}

/** The one node, at home, with a virtual pedal; `bytes` gets what that receives. */
export const nodeOf = (midis: readonly string[], folder: string) => {
  const bytes = join(folder, 'bytes.jsonl')
  const node = new Child({
    ...{ name: 'node', entry: join(lounge, 'pedal-node.ts'), logFile: join(folder, 'node.log') },
    isReady: isAnswered(`http://127.0.0.1:${PORTS.node}/readyz`),
    env: {
      ...{ PORT: String(PORTS.node), METRICS_PORT: '0', KEYS: join(folder, 'keys'), LOUNGE_DIR: folder },
      ...{ BYTES: bytes, MIDI_URL: midis.join() },
    },
  })
  return { node, bytes }
}

/** What home's setup is told of home. */
export const setupOf = (place: Place) => ({
  ...{ COUCHDB_URL: couchOf(place).url, COUCHDB_OWN_URL: couchOf(place).url, COUCHDB_PASSWORD: PASSWORD },
  ...{ COUCHDB_ADMIN_PASSWORD: PASSWORD },
})

/** Starts everything; `run` starts a command of ours with what it needs to know. */
export const openEnvironments = async (home: Place, cloud: Place) => {
  const folder = await mkdtemp(join(tmpdir(), 'journey-'))
  const keys = join(folder, 'keys')
  await makeKeys(keys)
  const { node, bytes } = nodeOf([midiOf(home), midiOf(cloud)], folder)
  const children = [
    ...childrenOf({ ...home, peer: cloud.name }, folder),
    ...childrenOf({ ...cloud, peer: home.name }, folder),
    node,
  ]
  const close = async () => {
    for (const child of children.toReversed()) await child.terminate()
  }
  try {
    for (const child of children) await child.start()
  } catch (fault) {
    await close()
    throw fault
  }
  const setup = { ...setupOf(home), PEER_COUCHDB_PASSWORD: PASSWORD }
  return { folder, keys, bytes, setup, children, close }
}
