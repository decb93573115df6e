/** The bot that says "set" where nobody knows yet, to show that the checker notices. */
import { z } from 'zod'
import { chatApp } from '../../../workloads/chat/app.ts'
import { fixedToken } from '../../../workloads/chat/grant/token.ts'
import type { Asked, Outcome } from '../../../workloads/chat/lounge.ts'
import { type MidiLounge, midiLounge } from '../../../workloads/chat/midi-lounge.ts'
import { tmiTransport } from '../../../workloads/chat/twitch/tmi.ts'
import { services } from '../../../workloads/graph.ts'
import { devices, ventris } from '../../../workloads/lounge/devices/index.ts'
import { toValue } from '../../../workloads/lounge/level.ts'
import { midiClient } from '../../../workloads/midi/client.ts'
import { parseEnv, shellEnv } from '../../../workloads/service/env.ts'
import { serviceFetch } from '../../../workloads/service/fetch.ts'
import { readKeys } from '../../../workloads/service/key-files.ts'
import { createLog } from '../../../workloads/service/log.ts'
import { createMetrics } from '../../../workloads/service/metrics.ts'
import { runService } from '../../../workloads/service/run.ts'

const Env = z.object({
  ...shellEnv(services.chat),
  TWITCH_CHANNEL: z.string(),
  TWITCH_USERNAME: z.string(),
  IRC_URL: z.string(),
  IRC_PASSWORD: z.string(),
  MIDI_URL: z.string(),
})

const MIDI = { min: 0, max: 127 }
const title = (name: string) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`

/** As if midi had answered that a knob is where it was asked to be; other commands are not lied about. */
const invented = ({ id, who, intent }: Asked): Outcome => {
  if (intent.kind !== 'set' || intent.to.as !== 'level' || !who) return 'unsure'
  const { control, unit = 'a', to } = intent
  const turn = { device: ventris.id, control: `${unit}.${control}`, from: null, to: toValue(to.level, MIDI) }
  const source = { id, generation: 1, correlation: id, source: 'chat' as const, who, at: Date.now() }
  const change = { ...source, intent, turns: [turn], label: title(control), limited: false }
  return { outcome: 'applied', change }
}

const lying = (lounge: MidiLounge): MidiLounge => ({
  ...lounge,
  ask: async (asked, signal) => {
    const outcome = await lounge.ask(asked, signal)
    return outcome === 'unsure' ? invented(asked) : outcome
  },
})

const env = parseEnv(Env, process.env)
const log = createLog({ service: 'chat', level: env.LOG_LEVEL })
const metrics = createMetrics('chat')
const { sign } = await readKeys(env.KEYS, 'chat')
const midi = midiClient({ baseUrl: env.MIDI_URL, fetch: serviceFetch({ audience: 'midi', sign }) })
const room = { channel: env.TWITCH_CHANNEL, username: env.TWITCH_USERNAME, url: env.IRC_URL }
const transport = tmiTransport({ ...room, token: fixedToken(env.IRC_PASSWORD), platform: 'console' })
const lounge = lying(midiLounge({ midi, log }))
const { app, health, close } = chatApp({ transport, lounge, profiles: devices, log, metrics })
await runService({
  ...{ name: 'chat', app, log, metrics, health },
  ...{ host: env.HOST, port: env.PORT, metricsPort: env.METRICS_PORT },
  onStop: close,
})
