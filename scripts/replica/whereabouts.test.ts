/** What the lounge's other commands are told of where the two sides are. */
import { expect, test } from 'vitest'
import { refuseSame, refuseUntold, whereabouts } from './whereabouts.ts'

const secrets = { 'db-peer': { password: 'of-peer' } }

test('through the tunnel the replica is at its address there', () => {
  const told = { LOUNGE_AT: 'prod=http://127.0.0.1:7102' }

  expect(whereabouts(told, { replica: 'replica', hasTunnel: true, secrets })).toEqual({
    LOUNGE_AT: 'prod=http://127.0.0.1:7102,replica=http://10.77.0.1:30102',
    PEER_COUCHDB_URL: 'http://10.77.0.1:30984',
    PEER_COUCHDB_PASSWORD: 'of-peer',
  })
})

test('what the operator says of the replica stays', () => {
  const told = { LOUNGE_AT: 'replica=http://elsewhere:1', PEER_COUCHDB_URL: 'http://elsewhere:2' }

  expect(whereabouts(told, { replica: 'replica', hasTunnel: true, secrets })).toMatchObject(told)
})

test('without a tunnel only the operator knows where the replica is', () => {
  const env = whereabouts({}, { replica: 'replica', hasTunnel: false, secrets })

  expect(env).not.toHaveProperty('LOUNGE_AT')
  expect(env).not.toHaveProperty('PEER_COUCHDB_URL')
})

test('a list may have blanks in it', () => {
  const told = { LOUNGE_AT: 'prod=http://127.0.0.1:7102, replica=http://elsewhere:1,' }

  expect(whereabouts(told, { replica: 'replica', hasTunnel: true, secrets })).toMatchObject({
    LOUNGE_AT: 'prod=http://127.0.0.1:7102,replica=http://elsewhere:1',
  })
})

test.each([
  [{}, 'LOUNGE_AT does not say where prod is: '],
  [{ LOUNGE_AT: 'replica=http://x' }, 'LOUNGE_AT does not say where prod is: '],
  [{ LOUNGE_AT: 'prod=http://x' }, 'LOUNGE_AT does not say where replica is: '],
  [{ LOUNGE_AT: 'prod=http://x,replica=http://y' }, 'PEER_COUCHDB_URL does not say where'],
])('%o is too little to go up with', (env, says) => {
  expect(() => refuseUntold(env, ['prod', 'replica'])).toThrow(says)
})

test('the replica is no home to itself', () => {
  expect(() => refuseSame('replica', 'replica')).toThrow('--home is replica, which is the replica itself')
  expect(() => refuseSame('prod', 'replica')).not.toThrow()
})
