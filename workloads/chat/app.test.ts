/** The whole chat service: a line over a socket through tmi.js to the real midi and back, and what it says of itself. */
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { devices } from '../lounge/devices/index.ts'
import { createMetrics } from '../service/metrics.ts'
import { chatApp } from './app.ts'
import { wallClock } from './clock.ts'
import { fixedToken } from './grant/token.ts'
import { midiLounge } from './midi-lounge.ts'
import { BOT_PASS, CHANNEL, ircRoom } from './testing/irc-room.ts'
import { listenTo } from './testing/listener.ts'
import { PATIENT } from './testing/patient.ts'
import { midiRig, underWay } from './testing/rig.ts'
import { tmiTransport } from './twitch/tmi.ts'

const silent = pino({ level: 'silent' })

const rig = async () => {
  const room = await ircRoom()
  const { conductor, line, log, client } = await midiRig(wallClock, underWay())
  const token = fixedToken(BOT_PASS)
  const transport = tmiTransport({
    ...{ channel: CHANNEL, username: room.username, token, url: room.url },
    ...{ backoff: () => 0, platform: 'console' as const },
  })
  const metrics = createMetrics('chat')
  const lounge = midiLounge({ midi: client, log: silent })
  const chat = chatApp({ transport, lounge, profiles: devices, log: silent, metrics })
  chat.health.started()
  onTestFinished(async () => {
    await chat.close()
    room.close()
  })
  const ears = listenTo(transport)
  const ready = async () => {
    const response = await chat.app.request('/readyz')
    return { status: response.status, body: await response.json() }
  }
  return { room, conductor, line, log, chat, ears, metrics, ready, lounge, transport }
}

test('a viewer on a socket turns a knob and is answered there', async () => {
  const { room, ears, log, conductor, metrics, lounge } = await rig()
  await ears.joined()
  await expect.poll(() => lounge.isCurrent(), PATIENT).toBe(true)

  const id = room.server.say('ana', '!time 7', { 'display-name': 'Ana' })

  expect(await room.hears(1)).toEqual(['@Ana Time set to 7'])
  expect(log.commits.at(-1)?.changes).toMatchObject([
    { id, who: { platform: 'console', login: 'ana', name: 'Ana' } },
  ])
  expect(conductor.desired('ventris').values).toMatchObject({ 'a.time': 89 })
  expect(await metrics.registry.metrics()).toContain('chat_events_total{event="accepted",service="chat"} 1')
})

test('it is ready once the room is joined and midi tells what is on', async () => {
  const { ears, ready, lounge } = await rig()
  await ears.joined()
  await expect.poll(() => lounge.isCurrent(), PATIENT).toBe(true)

  expect(await ready()).toEqual({ status: 200, body: { status: 'ready', missing: [] } })
})

test('without its room it is degraded and says why, but not unready', async () => {
  const { ears, ready, room, transport } = await rig()
  await ears.joined()

  room.server.failAuth(true)
  room.server.drop()
  await ears.next('state', ({ is }) => is === 'not-authorised')

  expect(transport.state().is).toBe('not-authorised')
  expect(await ready()).toMatchObject({
    status: 200,
    body: { status: 'degraded', missing: [{ name: 'room', why: expect.stringContaining('IRC_PASSWORD') }] },
  })
})

test('a closed service leaves the room and says nothing more', async () => {
  const { room, ears, chat, lounge } = await rig()
  await ears.joined()
  await expect.poll(() => lounge.isCurrent(), PATIENT).toBe(true)

  await chat.close()
  room.server.say('ana', '!time 7')

  expect(room.heard).toEqual([])
})
