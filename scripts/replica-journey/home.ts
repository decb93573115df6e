/** Home: CouchDB, data, midi, the bot and the one node, and what its operator's shell knows. */
import { join } from 'node:path'
import { makeKeys } from '../../workloads/service/key-files.ts'
import { secrets } from '../cluster/world.ts'
import { Child } from '../lounge/child.ts'
import { childrenOf, couchOf, isAnswered, midiOf, nodeOf, setupOf } from '../tunnel-journey/environments.ts'
import type { Cloud } from './cloud.ts'
import { CHAT_PORT } from './ports.ts'

const place = { name: 'prod', host: '127.0.0.1', via: [] }
const THROUGH_THE_TUNNEL = 'http://10.77.0.1:30102'
const BOT_PORT = 7104

const botOf = (folder: string, { outside, channel }: Cloud) =>
  new Child({
    ...{ name: 'chat', entry: join(import.meta.dirname, '../../workloads/chat/main.ts') },
    logFile: join(folder, 'chat.log'),
    isReady: isAnswered(`http://127.0.0.1:${BOT_PORT}/readyz`),
    env: {
      ...{ PORT: `${BOT_PORT}`, METRICS_PORT: '0', KEYS: join(folder, 'keys'), MIDI_URL: midiOf(place) },
      ...{ TWITCH_CHANNEL: channel, TWITCH_USERNAME: 'eightbitbot' },
      ...{ IRC_URL: `ws://${outside}:${CHAT_PORT}`, IRC_PASSWORD: secrets.bot },
    },
  })

/** What the README tells an operator to set. */
const shellOf = (folder: string, { kubeconfig }: Cloud) => ({
  ...setupOf(place),
  ...{ COUCHDB_USER: 'data', LOUNGE_AT: `prod=${midiOf(place)}`, KEYS: join(folder, 'keys') },
  ...{ LOUNGE_DIR: join(folder, 'lounge'), KUBECONFIG: kubeconfig },
})

/** Starts everything. */
export const openHome = async (folder: string, cloud: Cloud) => {
  await makeKeys(join(folder, 'keys'))
  const { node, bytes } = nodeOf([midiOf(place), THROUGH_THE_TUNNEL], folder)
  const children = [...childrenOf({ ...place, peer: 'replica' }, folder), node, botOf(folder, cloud)]
  const close = async () => {
    for (const child of children.toReversed()) await child.terminate()
  }
  try {
    for (const child of children) await child.start()
  } catch (fault) {
    await close()
    throw fault
  }
  const addresses = [`prod=${midiOf(place)}`, `replica=${THROUGH_THE_TUNNEL}`]
  return { couch: couchOf(place), bytes, addresses, shell: shellOf(folder, cloud), close }
}
