import { expect, test } from 'vitest'
import { z } from 'zod'
import { parseEnv } from '../service/env.ts'
import { storeEnv } from './store-env.ts'

const parse = (address: string) => parseEnv(z.object(storeEnv), { COUCHDB_URL: address }).COUCHDB_URL

test.each(['http://localhost:5984', 'https://data:p%25w@db.example/'])('%s is a CouchDB’s address', (it) => {
  expect(parse(it)).toBe(it)
})

test.each(['localhost:5984', 'http://', 'ftp://a', ' ', 'http://user:100%@db:5984', 'http://a:b:c'])(
  'an address such as %j is refused with one sentence that repeats nothing of it',
  (address) => {
    expect(() => parse(address)).toThrow(
      /^"COUCHDB_URL" in the environment must be an address such as http:\/\/localhost:5984; a % in a name or password is written %25$/,
    )
  },
)
