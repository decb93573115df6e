/** What the lounge's other commands are told of where the two sides are. */
import { expect, test } from 'vitest'
import { whereabouts } from './whereabouts.ts'

const secrets = { 'data-couchdb': { password: 'of-data' } }

test('through the tunnel the replica is at its address there', () => {
  const told = { LOUNGE_AT: 'prod=http://127.0.0.1:7102' }

  expect(whereabouts(told, { replica: 'replica', hasTunnel: true, secrets })).toEqual({
    LOUNGE_AT: 'prod=http://127.0.0.1:7102,replica=http://10.77.0.1:30102',
    PEER_COUCHDB_URL: 'http://10.77.0.1:30984',
    PEER_COUCHDB_USER: 'data',
    PEER_COUCHDB_PASSWORD: 'of-data',
  })
})

test('home comes as a user of its own where the replica knows one', () => {
  const known = { ...secrets, 'db-peer': { password: 'of-peer' } }

  expect(whereabouts({}, { replica: 'replica', hasTunnel: true, secrets: known })).toMatchObject({
    PEER_COUCHDB_USER: 'peer',
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
