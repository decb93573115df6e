/** What `npm start` makes of its environment. */
import { expect, test } from 'vitest'
import { parseEnv } from '../service/env.ts'
import { Env, hostsOf, storeOf, twitchOf } from './settings.ts'

const env = (given: Record<string, string> = {}) => parseEnv(Env, given)

test('without a word it is a loopback page at 8080, a chat at 6667 and no Twitch', () => {
  expect(env()).toMatchObject({ HOST: '127.0.0.1', PORT: 8080, IRC_PORT: 6667, LOUNGE_DIR: '.lounge' })
  expect(twitchOf(env())).toBeUndefined()
})

test('a channel is a login however it is written, and the bot speaks as it unless told otherwise', () => {
  expect(twitchOf(env({ TWITCH_CHANNEL: '#MySax' }))).toMatchObject({ channel: 'mysax', username: 'mysax' })
  expect(
    twitchOf(env({ TWITCH_CHANNEL: 'mysax', TWITCH_USERNAME: 'MyBot', LOUNGE_DIR: '/l' })),
  ).toMatchObject({
    username: 'mybot',
    folder: '/l',
  })
})

test('credentials in CouchDB’s address are used and never shown', async () => {
  const { store, storeUsing } = await storeOf(env({ COUCHDB_URL: 'http://admin:secret@db.example:5984/' }))

  expect(store.name).toBe('CouchDB')
  expect(storeUsing).toEqual({ using: 'CouchDB at db.example:5984' })
})

test('on loopback it answers to loopback’s names only, on one address to that too', () => {
  expect(hostsOf('127.0.0.1')).toEqual(['localhost', '127.0.0.1', '[::1]', '127.0.0.1'])
  expect(hostsOf('192.168.1.5')).toContain('192.168.1.5')
  expect(hostsOf('fe80::1')).toContain('[fe80::1]')
})

test('on every address it answers to this machine’s own, and to nobody else’s name', () => {
  const hosts = hostsOf('0.0.0.0')

  expect(hosts.length).toBeGreaterThan(3)
  expect(hosts).not.toContain('0.0.0.0')
})
