/** `npm start` on a real channel, whose grant is renewed and then refused: what is secret stays where it is kept. */
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ircRoom } from '../../workloads/chat/testing/irc-room.ts'
import { twitchIdStandIn } from '../../workloads/chat/testing/twitch-id.ts'
import { Child } from '../lounge/child.ts'
import { freePorts } from '../lounge/ports.ts'
import { toldIn } from './planted.ts'

const MARKERS = {
  accessToken: 'plAnted4ccessTokenOne',
  refreshToken: 'refresh-0',
  secret: 'qzClientS3cretPl4nted',
}
/** What the stand-in for Twitch gives out: short, and therefore looked for as a whole. */
const GIVEN = /(access|refresh)-\d/
const LOOK_MS = 50

type World = { child: Child; port: number; key: string; logFile: string; close: () => Promise<void> }
let world: World
const answers: string[] = []

const open = async (): Promise<World> => {
  const folder = await mkdtemp(join(tmpdir(), 'lounge-planted-'))
  const [twitch, room] = [await twitchIdStandIn(), await ircRoom()]
  const grant = { ...MARKERS, clientId: 'client', login: 'eightbitbot', expiresAt: 0, scopes: ['chat:read'] }
  writeFileSync(join(folder, 'twitch-eightbitbot.json'), JSON.stringify(grant), { mode: 0o600 })
  const [port = 0, ircPort = 0] = await freePorts(2)
  const logFile = join(folder, 'said')
  const child = new Child({
    name: 'console',
    entry: join(import.meta.dirname, '../../workloads/console/main.ts'),
    logFile,
    isReady: async () => readFileSync(logFile, 'utf8').includes('?key='),
    env: {
      ...{ PORT: String(port), IRC_PORT: String(ircPort), LOUNGE_DIR: folder, LOG_LEVEL: 'trace' },
      ...{ TWITCH_CHANNEL: 'somebody', TWITCH_USERNAME: 'eightbitbot', TWITCH_CLIENT_SECRET: MARKERS.secret },
      ...{ TWITCH_ID_URL: twitch.base, IRC_URL: room.url },
    },
  })
  await child.start()
  const close = async () => {
    await child.kill()
    room.close()
    twitch.close()
    await rm(folder, { recursive: true, force: true })
  }
  return { child, port, logFile, close, key: readFileSync(join(folder, 'key'), 'utf8').trim() }
}

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`http://127.0.0.1:${world.port}${path}`, { redirect: 'manual', ...init })
  answers.push(await response.text(), JSON.stringify([...response.headers]))
}

/** Good calls and bad ones, with the key and with a wrong one that is nearly it. */
const provoke = async () => {
  const cookie = `lounge=${world.key}`
  const wrong = `${world.key.slice(0, -1)}x`
  const json = { 'content-type': 'application/json' }
  for (const path of ['/', '/setup', '/overlay/', '/overlay/readyz', '/metrics', `/?key=${wrong}`, '/key'])
    for (const headers of [{}, { cookie }, { cookie: `lounge=${wrong}` }]) await ask(path, { headers })
  for (const body of ['{"on":false}', '{', `{"on":"${world.key}"}`])
    for (const headers of [json, { ...json, cookie }])
      await ask('/switches/cable', { method: 'POST', headers, body })
}

/** Twitch has given out a token, and the room has refused it. */
const refused = async () => {
  while (!/not-authorised|no longer lets/.test(readFileSync(world.logFile, 'utf8')))
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
}

beforeAll(async () => {
  world = await open()
  await provoke()
  await refused()
}, 60_000)
afterAll(() => world.close())

/** Whoever starts it is told the key once: the page's address. */
const logged = () =>
  readFileSync(world.logFile, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('  Page '))
    .join('\n')

test('neither the key nor anything of the grant is in a line of the log', () => {
  expect(logged()).toContain('"service":"chat"')
  expect(toldIn(logged(), [...Object.values(MARKERS), world.key])).toEqual([])
  expect(logged()).not.toMatch(GIVEN)
})

test('neither is in an answer', () => {
  expect(answers.length).toBeGreaterThan(40)
  expect(answers.flatMap((text) => toldIn(text, [...Object.values(MARKERS), world.key]))).toEqual([])
  expect(answers.filter((text) => GIVEN.test(text))).toEqual([])
})

test.runIf(process.platform === 'linux')('neither is among the arguments of the process', () => {
  const args = readFileSync(`/proc/${world.child.pid}/cmdline`, 'utf8')
  expect(toldIn(args, [...Object.values(MARKERS), world.key])).toEqual([])
})
