/** `npm start`: the whole lounge in one process, with a page to play it from. */

import { pino } from 'pino'
import { grantFile } from '../chat/grant/grant-file.ts'
import type { TwitchOptions } from '../chat/twitch/channel.ts'
import { findDevice } from '../lounge/devices/index.ts'
import { servedOnDisk } from '../midi-node/served.ts'
import { parseEnv } from '../service/env.ts'
import { createLog, type Log } from '../service/log.ts'
import { openFolder } from './folder.ts'
import { greeting } from './greeting.ts'
import { type Lounge, openLounge } from './lounge.ts'
import { Env, hostsOf, storeOf, twitchOf } from './settings.ts'
import { type Folder, holdFolder } from './sole-owner.ts'
import { findPedal } from './wiring/pedal.ts'

const STDERR = 2

/** A log a service, on stderr: stdout is for people. */
const logs = ({ LOG_LEVEL: level }: Env) => {
  const destination = pino.destination(STDERR)
  const all = new Map<string, Log>()
  return (service: string) => {
    const log = all.get(service) ?? createLog({ service, level, destination })
    all.set(service, log)
    return log
  }
}

const open = async (env: Env) => {
  const key = await openFolder(env.LOUNGE_DIR)
  const folder = holdFolder(env.LOUNGE_DIR)
  const profile = findDevice(env.DEVICE)
  const channel = env.MIDI_CHANNEL === undefined ? undefined : env.MIDI_CHANNEL - 1
  const lounge = await openLounge({
    host: env.HOST,
    port: env.PORT,
    ircPort: env.IRC_PORT,
    hosts: hostsOf(env.HOST),
    key,
    ...(await storeOf(env)),
    profile,
    pedal: findPedal({ profile, port: env.MIDI_PORT, channel }),
    served: servedOnDisk(env.LOUNGE_DIR, profile.id),
    twitch: twitchOf(env),
    logOf: logs(env),
    clock: Date.now,
  })
  return { lounge, key, folder }
}

const missingGrant = async ({ folder, username }: TwitchOptions) => {
  const file = grantFile(folder, username)
  const grant = await file.tryRead()
  return grant === undefined
    ? `There is no Twitch grant for ${username} in ${folder}: run npm run login. Until then the page's own chat plays.`
    : undefined
}

/** A second signal does not wait. */
const stopOnSignal = (lounge: Lounge, folder: Folder) => {
  let isStopping = false
  const stop = async () => {
    if (isStopping) process.exit(130)
    isStopping = true
    await lounge.close()
    folder.release()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

const main = async () => {
  const env = parseEnv(Env, process.env)
  const { lounge, key, folder } = await open(env)
  stopOnSignal(lounge, folder)
  const twitch = twitchOf(env)
  const notice = twitch === undefined ? undefined : await missingGrant(twitch)
  console.log(greeting({ ...lounge.addresses, key, layers: lounge.layers(), notice }))
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
