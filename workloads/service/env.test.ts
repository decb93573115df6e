/** The environment of a process. */
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Address, parseEnv, shellEnv } from './env.ts'

const Env = z.object({
  ...shellEnv({ port: 7102, metricsPort: 7202 }),
  MIDI_URL: z.url(),
  TWITCH_CHANNEL: z.string().optional(),
})

test('what is not set has its default', () => {
  const env = parseEnv(Env, { MIDI_URL: 'http://midi:7102' })

  expect(env).toEqual({
    HOST: '127.0.0.1',
    PORT: 7102,
    METRICS_PORT: 7202,
    LOG_LEVEL: 'info',
    KEYS: '.lounge/keys',
    MIDI_URL: 'http://midi:7102',
  })
})

test('what is set to nothing is as good as not set', () => {
  const env = parseEnv(Env, { MIDI_URL: 'http://midi', PORT: '', TWITCH_CHANNEL: '' })

  expect(env.PORT).toBe(7102)
  expect(env.TWITCH_CHANNEL).toBeUndefined()
})

test('a schema that has words of its own is quoted', () => {
  const schema = z.object({ CHANNEL: z.string().regex(/^\w+$/, 'must be a Twitch login') })

  expect(() => parseEnv(schema, { CHANNEL: 'a b' })).toThrow(
    '"CHANNEL" in the environment must be a Twitch login',
  )
})

test.each([' ', '70000', '-1', '0x50', '80.5', '1e3'])('%j is no port', (PORT) => {
  expect(() => parseEnv(Env, { MIDI_URL: 'http://midi', PORT })).toThrow(
    '"PORT" in the environment must be a port, a whole number from 0 to 65535',
  )
})

test.each(['ftp://midi', 'midi:7102', 'http//midi', 'http://op:hunter2@midi', 'http://op@midi'])(
  '%s is no address of a service, and is not repeated',
  (MIDI_URL) => {
    const schema = z.object({ MIDI_URL: Address })

    expect(() => parseEnv(schema, { MIDI_URL })).toThrow(
      '"MIDI_URL" in the environment must be an address such as http://127.0.0.1:8080, without a name or a password in it',
    )
  },
)

test('all faults are told at once, and no value is', () => {
  const parse = () => parseEnv(Env, { PORT: '99999', LOG_LEVEL: 'loud-hunter2', METRICS_PORT: 'x' })

  expect(parse).toThrow(
    [
      '"PORT" in the environment must be a port, a whole number from 0 to 65535',
      '"METRICS_PORT" in the environment must be a port, a whole number from 0 to 65535',
      '"LOG_LEVEL" in the environment must be one of "trace", "debug", "info", "warn", "error", "fatal", "silent"',
      '"MIDI_URL" in the environment is missing: it must be text',
    ].join('; '),
  )
  expect(parse).not.toThrow(/hunter2/)
})
