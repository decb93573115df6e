/** `npm start` in a process of its own: killed, stopped, and told to start where it cannot. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Setup } from './page/contract.ts'
import { joined } from './testing/chatter.ts'
import { startLounge } from './testing/child.ts'
import { pageOf } from './testing/page.ts'
import { ccOf, folder } from './testing/rig.ts'

// A process takes its time to begin, the more the busier the machine is.
vi.setConfig({ testTimeout: 60_000 })

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const t = { onTestFinished }
const TIME = ccOf('a.time')

/** Until it ends by itself. */
const run = async (env: Record<string, string>) => {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stderr.on('data', (data) => {
    said += data
  })
  const [code] = await once(child, 'close')
  return { code, said: said.trim() }
}

const visit = async (address: string) => {
  const { origin } = new URL(address)
  const setup = (await (await fetch(`${origin}/setup`)).json()) as Setup
  return { page: pageOf(t, origin), ircPort: Number(new URL(setup.irc.replace('irc:', 'http:')).port) }
}

test('killed right after an accepted reply, it comes back with log, state and bytes that agree', async () => {
  const lounge = await startLounge(process.env)
  onTestFinished(() => lounge.end())
  const before = await visit(lounge.address)
  const zoe = await joined(t, before.ircPort, { nick: 'Zoe', pass: undefined })
  const address = lounge.address
  expect(await zoe.ask('!time 7')).toMatch(/^@Zoe .*Time.* 7/)
  await lounge.kill()

  await lounge.start()
  const { page } = await visit(lounge.address)

  expect(lounge.address).toBe(address)
  const { changes } = await page.until('log', ({ changes }) => changes.length > 0)
  expect(changes.map(({ who, turns }) => [who.login, turns[0]?.to])).toEqual([['zoe', 89]])
  const { reported } = await page.until('view', ({ reported, generation }) =>
    reported.some((one) => one.generation === generation && one.values['a.time'] === 89),
  )
  expect(reported).toHaveLength(1)
  const { values } = await pageOf(t, new URL(address).origin).until('pedal', () => true)
  expect(values[TIME]).toBe(89)
})

test('a port in use is one sentence and the end', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as { port: number }

  const { code, said } = await run({ LOUNGE_DIR: await folder(t), PORT: '0', IRC_PORT: String(port) })

  expect(code).toBe(1)
  expect(said).toBe(`Port ${port} is in use already: choose another one with IRC_PORT=${port + 1}`)
})

test('a folder that cannot be is one sentence and the end', async () => {
  const path = join(await folder(t), 'file')
  await writeFile(path, '')

  const { code, said } = await run({ LOUNGE_DIR: path, PORT: '0', IRC_PORT: '0' })

  expect(code).toBe(1)
  expect(said).toMatch(/^The folder \S+ cannot be written \(\w+\): make it writable.*LOUNGE_DIR=…$/)
})

test('an environment with several faults names them all at once', async () => {
  const { code, said } = await run({ PORT: 'here', IRC_PORT: '99999', MIDI_CHANNEL: '17' })

  expect(code).toBe(1)
  for (const name of ['PORT', 'IRC_PORT', 'MIDI_CHANNEL']) expect(said).toContain(`"${name}"`)
  expect(said.split('\n')).toHaveLength(1)
})

test('told to stop, it lets go of everything and ends well', async () => {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, LOUNGE_DIR: await folder(t), PORT: '0', IRC_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')

  child.kill('SIGTERM')

  expect(await once(child, 'exit')).toEqual([0, null])
})
