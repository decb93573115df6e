/** The real services wired in one process: a line in the chat ends in bytes at the pedal, and in an honest reply. */
import { test, vi } from 'vitest'
import { grantFile } from '../chat/grant/grant-file.ts'
import { BOT_PASS, ircRoom } from '../chat/testing/irc-room.ts'
import { couchStore } from '../data/couch/couch.ts'
import { setUp } from '../data/setup/setup.ts'
import { CouchStandIn } from '../data/testing/couch-stand-in.ts'
import type { Change } from '../lounge/log.ts'
import { VirtualPedal } from '../midi-node/virtual.ts'
import type { Layer, Setup } from './page/contract.ts'
import { ccOf, folder, received, rig } from './testing/rig.ts'
import { KEY } from './testing/test.ts'

// Real waits happen in here: an honest "pending" takes 1.5 s, an honest "don't know yet" three.
vi.setConfig({ testTimeout: 30_000 })

const TIME = ccOf('a.time')
const ENGINE = ccOf('a.engine')

const grantFor = (login: string) => ({
  clientId: 'an-app',
  login,
  accessToken: BOT_PASS,
  refreshToken: 'of-use-once',
  expiresAt: Number.MAX_SAFE_INTEGER,
  scopes: ['chat:read', 'chat:edit'],
})

const asks = (control: string) => (change: Change) =>
  change.intent.kind === 'set' && change.intent.control === control
const is = (name: Layer['name'], state: Layer['state']) => (layers: readonly Layer[]) =>
  layers.some((layer) => layer.name === name && layer.state === state)

test.concurrent('a viewer turns a knob: a line over IRC ends in a control change at the pedal and a true reply', async ({
  expect,
  ...t
}) => {
  const { pedal, join } = await rig(t)
  const zoe = await join('Zoe')
  const arrives = received(pedal, TIME)

  const reply = await zoe.ask('!time 7')

  expect((await arrives).bytes).toEqual([0xb0, TIME, 89])
  expect(reply).toMatch(/^@Zoe .*Time.* 7/)
  expect(reply).not.toMatch(/pending/i)
})

test.concurrent('the overlay in the console says that it is ready', async ({ expect, ...t }) => {
  const { lounge } = await rig(t)
  const ready = () => fetch(`http://127.0.0.1:${lounge.addresses.port}/overlay/readyz`)

  await expect.poll(async () => (await ready()).json()).toEqual({ status: 'ready', missing: [] })
})

test.concurrent('an engine goes out before what hangs on it', async ({ expect, ...t }) => {
  const { pedal, join } = await rig(t)
  const zoe = await join('Zoe')
  const sent: number[] = []
  pedal.listen((event) => event.kind === 'message' && sent.push(event.cc))

  await zoe.ask('!engine shimmer')

  expect(sent[0]).toBe(ENGINE)
  expect(sent).toContain(TIME)
})

test.concurrent('the page hears the bytes with their meaning, the change, and the new state of things', async ({
  expect,
  ...t
}) => {
  const { page, join } = await rig(t)
  const zoe = await join('Zoe')
  const wire = page.until('wire', ({ cc, value }) => cc === TIME && value === 89)
  const log = page.until('log', ({ changes }) => changes.some(asks('time')))

  await zoe.ask('!time 7')

  const { changes } = await log
  const change = changes.find(asks('time'))
  expect(change?.who).toMatchObject({ platform: 'console', login: 'zoe', name: 'Zoe', role: 'viewer' })
  expect(await wire).toMatchObject({
    bytes: [0xb0, TIME, 89],
    correlation: change?.id,
    says: expect.stringMatching(/Time · 7$/),
  })
  const view = await page.until('view', ({ state }) => state.devices.ventris?.['a.time']?.value === 89)
  expect(view).toMatchObject({ environment: 'home', live: true })
})

test.concurrent('with the cable pulled a change is pending; plugged in again, it is at the pedal and applied', async ({
  expect,
  ...t
}) => {
  const { pedal, page, join } = await rig(t)
  const zoe = await join('Zoe')
  expect(await page.flip('cable', false)).toBe(204)
  await page.until('layers', is('port', 'down'))
  const before = pedal.values[TIME]

  const reply = await zoe.ask('!time 7')
  expect(reply).toMatch(/pedal/i)
  expect(pedal.values[TIME]).toBe(before)
  const arrives = received(pedal, TIME)
  await page.flip('cable', true)

  expect((await arrives).value).toBe(89)
  const view = await page.until('view', ({ reported, generation }) =>
    reported.some((one) => one.port !== null && one.generation === generation),
  )
  expect(view.reported[0]?.values['a.time']).toBe(89)
  await page.until('layers', is('port', 'up'))
})

test.concurrent('with the node stopped a change is pending; started again, it makes the pedal as desired', async ({
  expect,
  ...t
}) => {
  const { pedal, page, join } = await rig(t)
  const zoe = await join('Zoe')
  await page.flip('node', false)
  await page.until('layers', is('node', 'down'))
  const before = pedal.values[TIME]

  await zoe.ask('!time 7')
  expect(pedal.values[TIME]).toBe(before)
  const arrives = received(pedal, TIME)
  await page.flip('node', true)

  expect((await arrives).value).toBe(89)
  await page.until('layers', is('node', 'up'))
})

test.concurrent('with the store away nobody claims anything, and nothing reaches the pedal', async ({
  expect,
  ...t
}) => {
  const { pedal, page, join } = await rig(t)
  const zoe = await join('Zoe')
  await page.flip('store', false)
  await page.until('layers', is('store', 'down'))
  const before = pedal.values[TIME]

  const reply = await zoe.ask('!time 7')

  expect(reply).toMatch(/^@Zoe .*(not know|don.t know)/i)
  expect(pedal.values[TIME]).toBe(before)
})

test.concurrent('a store that comes back while chat is still asking takes the change once', async ({
  expect,
  ...t
}) => {
  const { page, join } = await rig(t)
  const zoe = await join('Zoe')
  await page.flip('store', false)
  const heard = zoe.reply()
  zoe.say('!time 7')
  await page.flip('store', true)

  expect(await heard).toMatch(/^@Zoe .*Time.* 7/)

  const mo = await join('mo', KEY)
  await mo.ask('!engine shimmer')
  const { changes } = await page.until('log', ({ changes }) => changes.some(asks('engine')))
  const view = await page.until('view', ({ generation }) => generation >= 3)
  expect(changes.filter(asks('engine'))).toHaveLength(1)
  // The opening, one change of time, one of engine: no generation went to a second try.
  expect(view.generation).toBe(3)
})

test.concurrent('the key makes a moderator, who locks the desk; a viewer then hears so', async ({
  expect,
  ...t
}) => {
  const { join } = await rig(t)
  const mo = await join('mo', KEY)
  const zoe = await join('Zoe')
  const locked = zoe.reply()
  await mo.ask('!lock')
  await locked

  expect(await zoe.ask('!time 7')).toMatch(/^@Zoe .*lock/i)
})

test.concurrent('what was played is there after a restart, and the pedal is made so again', async ({
  expect,
  ...t
}) => {
  const first = await rig(t)
  const zoe = await first.join('Zoe')
  await zoe.ask('!time 7')
  await first.close()
  const pedal = new VirtualPedal()

  const arrives = received(pedal, TIME)
  const second = await rig(t, { path: first.home, pedal })

  expect((await arrives).value).toBe(89)
  const { changes } = await second.page.until('log', ({ changes }) => changes.length > 0)
  expect(changes.map(({ who }) => who.login)).toEqual(['zoe'])
})

test.concurrent('a page may be everyone with the key, and a viewer without it', async ({ expect, ...t }) => {
  const { page } = await rig(t)
  const usable = ({ personas }: Setup) => personas.flatMap(({ login, mayUse }) => (mayUse ? [login] : []))

  expect(usable((await page.setup()) as Setup)).toEqual(['ana', 'ben', 'mo', 'sax'])
  expect(usable((await page.setup('')) as Setup)).toEqual(['ana', 'ben'])
  expect(await page.setup()).toMatchObject({ keyed: true, switches: true, twitch: null, bot: 'eightbitbot' })
})

test.concurrent('with a real channel nobody speaks as its broadcaster here, and the fault switches are off', async ({
  expect,
  ...t
}) => {
  const twitch = { channel: 'realsax', username: 'realbot', folder: '/nowhere', url: 'ws://127.0.0.1:9/' }
  const { page, join } = await rig(t, { twitch, isUp: is('chat', 'degraded') })

  expect(await page.setup()).toMatchObject({ switches: false, twitch: 'realsax' })
  expect(((await page.setup()) as Setup).personas.find(({ login }) => login === 'sax')?.mayUse).toBe(false)
  expect(await page.flip('cable', false)).toBe(409)
  await expect(join('sax', KEY)).rejects.toThrow('Login authentication failed')
  await expect(join('realsax')).rejects.toThrow('433')
  const layers = await page.until('layers', is('chat', 'degraded'))
  expect(layers.find(({ name }) => name === 'chat')?.detail).toContain('npm run login')
})

test.concurrent('with a grant the very same lounge plays a Twitch channel', async ({ expect, ...t }) => {
  const twitch = await ircRoom()
  t.onTestFinished(() => twitch.close())
  const home = await folder(t)
  await grantFile(home, twitch.username).write(grantFor(twitch.username))
  const { channel } = twitch.server
  const playing = { channel, username: twitch.username, folder: home, url: twitch.url }
  const { pedal, page } = await rig(t, { path: home, twitch: playing })
  const arrives = received(pedal, TIME)

  twitch.server.say('viewer42', '!time 7', { 'display-name': 'Viewer42' })

  expect((await arrives).value).toBe(89)
  const { changes } = await page.until('log', ({ changes }) => changes.some(asks('time')))
  expect(changes.find(asks('time'))?.who).toMatchObject({ platform: 'twitch', login: 'viewer42' })
  expect(await twitch.hears(1)).toEqual([expect.stringMatching(/^@Viewer42 .*Time.* 7/)])
})

test.concurrent('over CouchDB it plays the same, and heals when CouchDB has been away', async ({
  expect,
  ...t
}) => {
  const couch = new CouchStandIn()
  await couch.start()
  t.onTestFinished(() => couch.stop())
  const data = { user: 'data', password: 'data-secret' }
  await setUp({ admin: { url: couch.url, user: 'admin', password: 'admin-secret' }, ...data })
  const { pedal, page, join } = await rig(t, { store: couchStore({ url: couch.url, ...data }) })
  const zoe = await join('Zoe')

  await couch.stop()
  await page.until('layers', is('store', 'down'))
  await couch.start()
  await page.until('layers', is('store', 'up'))
  const arrives = received(pedal, TIME)

  expect(await zoe.ask('!time 7')).toMatch(/^@Zoe .*Time.* 7/)
  expect((await arrives).value).toBe(89)
})
