/** `npm run doctor`: what this machine has for each layer, and how to get what it lacks. Changes nothing. */
import { access, constants, stat } from 'node:fs/promises'
import { storeEnv } from '../workloads/data/store-env.ts'
import { machinePorts } from '../workloads/midi-node/easymidi.ts'
import { tryFindChromium } from './chromium.ts'
import { commandLine } from './command-line.ts'

commandLine('npm run doctor', {})

/** `wanting` is not an error: the lounge plays without it. */
type Finding = { layer: string; state: 'good' | 'wanting' | 'bad'; says: string }

const NODE = 24

const node = (): Finding => {
  const good = Number(process.versions.node.split('.')[0]) >= NODE
  const says = good
    ? process.version
    : `${process.version}: use "npm run …", which finds Node ${NODE} in node_modules`
  return { layer: 'node', state: good ? 'good' : 'bad', says }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

const state = async (): Promise<Finding> => {
  const dir = process.env.LOUNGE_DIR ?? '.lounge'
  const there = await exists(dir)
  const writable = access(there ? dir : '.', constants.W_OK)
  return writable.then(
    () => ({
      layer: 'state',
      state: 'good',
      says: there ? `kept in ${dir}` : `${dir} will be made at the first start`,
    }),
    () => ({
      layer: 'state',
      state: 'bad',
      says: `${dir} cannot be written: set LOUNGE_DIR to a folder of yours`,
    }),
  )
}

const midi = (): Finding => {
  const lacking = 'the lounge plays a virtual pedal until one is plugged in'
  try {
    const names = machinePorts().list()
    if (names.length > 0) return { layer: 'midi', state: 'good', says: names.join(', ') }
    return { layer: 'midi', state: 'wanting', says: `no port: ${lacking}` }
  } catch (error) {
    return { layer: 'midi', state: 'wanting', says: `${(error as Error).message} Until then ${lacking}.` }
  }
}

const { COUCHDB_URL } = storeEnv
const MAY_ASK_WHO = 401

const tryGetUp = async (address: string) => {
  const { origin, pathname } = new URL(address)
  const url = `${origin}${pathname.replace(/\/$/, '')}/_up`
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined)
}

const couch = async (): Promise<Finding> => {
  const { data: url, error } = COUCHDB_URL.safeParse(process.env.COUCHDB_URL || undefined)
  if (error) return { layer: 'store', state: 'bad', says: `COUCHDB_URL ${error.issues[0]?.message}` }
  if (!url) return { layer: 'store', state: 'good', says: 'SQLite; COUCHDB_URL names a CouchDB instead' }
  const up = await tryGetUp(url)
  if (up?.ok || up?.status === MAY_ASK_WHO) return { layer: 'store', state: 'good', says: 'CouchDB answers' }
  return {
    layer: 'store',
    state: 'bad',
    says: 'the CouchDB of COUCHDB_URL does not answer /_up: is it running?',
  }
}

const twitch = (): Finding => {
  const channel = process.env.TWITCH_CHANNEL
  if (!channel)
    return { layer: 'chat', state: 'wanting', says: "the page's own chat; TWITCH_CHANNEL names a channel" }
  return { layer: 'chat', state: 'good', says: `#${channel}; "npm run login" gets its grant` }
}

const browser = (): Finding => {
  const path = tryFindChromium()
  if (path) return { layer: 'browser', state: 'good', says: path }
  return {
    layer: 'browser',
    state: 'wanting',
    says: 'none for npm run test:browser: install Chromium or set CHROMIUM',
  }
}

const MARK = { good: '✓', wanting: '·', bad: '✗' } as const

const findings = [node(), await state(), midi(), await couch(), twitch(), browser()]
for (const { layer, state, says } of findings) console.log(`${MARK[state]} ${layer.padEnd(8)} ${says}`)
process.exitCode = findings.some(({ state }) => state === 'bad') ? 1 : 0
