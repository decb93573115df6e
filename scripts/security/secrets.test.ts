import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { readKeys } from '../../workloads/service/key-files.ts'
import { IrcClient } from '../faults/irc-client.ts'
import { Child } from '../lounge/child.ts'
import { CHANNEL } from '../lounge/plan.ts'
import { freePorts, isReady } from '../lounge/ports.ts'
import { openProcesses, type Processes } from '../lounge/processes.ts'

/** Planted where a secret is kept, and looked for everywhere else. */
let markers: string[]
let lounge: Processes
/** What watches the lounge: the overlay, and obs, whose OBS never answers. */
let watchers: Child[] = []
/** What was answered over HTTP, refusals above all. */
const answers: string[] = []

const privateParts = (folder: string) =>
  readdirSync(join(folder, 'keys'))
    .filter((file) => file.endsWith('.jwk.json'))
    .map((file) => (JSON.parse(readFileSync(join(folder, 'keys', file), 'utf8')) as { d: string }).d)

const ask = async (port: number, path: string, init: RequestInit = {}) => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    ...init,
    signal: AbortSignal.timeout(20_000),
  })
  answers.push(await response.text(), JSON.stringify([...response.headers]))
  return response.status
}

/** Somebody who says a line and hears the bot. */
const speak = async (text: string) => {
  let hear = () => {}
  const heard = new Promise<void>((resolve) => {
    hear = resolve
  })
  const onLine = ({ login }: { login: string }) => login === 'eightbitbot' && hear()
  const { ports, secrets } = lounge
  const somebody = new IrcClient({ port: ports.irc, channel: CHANNEL, nick: 'mo', pass: secrets.key, onLine })
  const again = setInterval(() => somebody.say(text), 500)
  await heard
  clearInterval(again)
  somebody.close()
}

const MARKED = 'planted-marker-0123456789'
const OBS_PASSWORD = 'planted-password-of-obs'

const startWatchers = async ({ folder, ports }: Processes) => {
  const numbers = await freePorts(3)
  const [obs = 0] = numbers
  const env = {
    ...{ KEYS: join(folder, 'keys'), METRICS_PORT: '0', LOG_LEVEL: 'trace', OBS_PASSWORD },
    DATA_URL: `http://127.0.0.1:${ports.data[0]}`,
    MIDI_URL: `http://127.0.0.1:${ports.midi[0]}`,
    OBS_URL: `ws://127.0.0.1:${obs}`,
  }
  watchers = ['overlay', 'obs'].map((name, index) => {
    const port = numbers[index + 1] ?? 0
    const entry = join(import.meta.dirname, `../../workloads/${name}/main.ts`)
    const logFile = join(folder, `${name}.log`)
    return new Child({ name, entry, logFile, isReady: () => isReady(port), env: { ...env, PORT: `${port}` } })
  })
  await Promise.all(watchers.map((one) => one.start()))
  return numbers.slice(1)
}

const FAILING = {
  authorization: `Bearer ${MARKED}`,
  'content-type': 'application/json',
  cookie: `lounge=${MARKED}`,
}

/** Everything that may make a service speak of what it should not: good calls, bad ones, and a store that is away. */
const provoke = async () => {
  const { ports, folder, children } = lounge
  await speak('!time 7')
  const [data = 0] = ports.data
  const [midi = 0] = ports.midi
  const { sign } = await readKeys(join(folder, 'keys'), 'console')
  const token = await sign('midi')
  markers.push(token)
  const signed = serviceFetch({ audience: 'midi', sign })
  answers.push(await (await signed(`http://127.0.0.1:${midi}/v1/history`)).text())
  for (const port of [data, midi, ports.node, ports.chat, ...(await startWatchers(lounge))]) {
    await ask(port, '/v1/changes', {
      method: 'POST',
      headers: FAILING,
      body: JSON.stringify({ password: MARKED }),
    })
    await ask(port, '/v1/state', { headers: { authorization: `Bearer ${token}` } })
    await ask(port, '/readyz')
    await ask(port, '/openapi.json')
  }
  await children.store?.kill()
  await signed(`http://127.0.0.1:${midi}/v1/history`).then(async (one) => answers.push(await one.text()))
  await children.data1.restart()
  await ask(data, '/readyz')
}

beforeAll(async () => {
  lounge = await openProcesses({ store: 'couch', direct: true, moderators: ['mo'], logLevel: 'trace' })
  markers = [...Object.values(lounge.secrets), ...privateParts(lounge.folder), MARKED, OBS_PASSWORD]
  await provoke()
}, 120_000)
afterAll(async () => {
  await Promise.all(watchers.map((one) => one.kill()))
  await lounge.close()
})

/** One of each service; the store is away by now, and its log is not. */
const logged = () =>
  [...Object.values(lounge.children), ...watchers].filter(({ logFile }) => existsSync(logFile))
const running = () => logged().filter(({ isRunning }) => isRunning)

const marked = (text: string) => markers.filter((marker) => text.includes(marker))

/** The metrics port is any free one, said in the log at each start. */
const metricsOf = async (logFile: string) => {
  const said = [...readFileSync(logFile, 'utf8').matchAll(/"metricsPort":(\d+)/g)]
  const port = said.at(-1)?.[1]
  return port === undefined ? '' : (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
}

test('no planted secret is in any line of any log', () => {
  for (const { name, logFile } of logged()) {
    const text = readFileSync(logFile, 'utf8')
    expect([name, marked(text)]).toEqual([name, []])
    expect(text).not.toMatch(/Bearer (?!\[)|eyJ[\w-]+\.[\w-]+\.|oauth:(?!\[)/)
  }
})

test('no planted secret is in any answer', () => {
  expect(answers.length).toBeGreaterThan(30)
  expect(answers.flatMap(marked)).toEqual([])
})

test('no planted secret is a metric’s name or label', async () => {
  for (const { name, logFile } of running()) {
    if (name === 'irc') continue
    const text = await metricsOf(logFile)
    expect(text, name).toContain('# HELP')
    expect([name, marked(text)]).toEqual([name, []])
  }
})

test.runIf(process.platform === 'linux')('no planted secret is among a process’s arguments', () => {
  for (const { name, pid } of running())
    expect([name, marked(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))]).toEqual([name, []])
})
