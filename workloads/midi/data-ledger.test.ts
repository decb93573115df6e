import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { dataApp } from '../data/app.ts'
import { dataClient } from '../data/client.ts'
import { Events } from '../data/events.ts'
import { sqliteStore } from '../data/sqlite/sqlite.ts'
import { devices } from '../lounge/devices/index.ts'
import { initialState } from '../lounge/state.ts'
import { serviceFetch } from '../service/fetch.ts'
import { keyring } from '../service/keys.ts'
import { createMetrics } from '../service/metrics.ts'
import { dataLedger } from './data-ledger.ts'
import { ledgerContract } from './ledger.contract.ts'
import { SharedLog } from './testing/shared-log.ts'

const overData = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lounge-'))
  const log = pino({ level: 'silent' })
  const store = sqliteStore(join(dir, 'log.sqlite'))
  const events = new Events({ store, log })
  events.start()
  onTestFinished(async () => {
    await events.stop()
    await store.close()
    await rm(dir, { recursive: true })
  })
  const keys = await keyring()
  const metrics = createMetrics('data')
  const app = dataApp({ store, events, profiles: devices, authorise: keys.authorise('data'), log, metrics })
  const local = async (input: RequestInfo | URL, init?: RequestInit) => app.request(input as string, init)
  const fetch = serviceFetch({ audience: 'data', sign: keys.sign('midi'), fetch: local })
  return dataLedger(dataClient({ baseUrl: 'http://data', fetch }))
}

ledgerContract('a log in memory', async () => new SharedLog().ledger())
ledgerContract('data', overData)

test('what data refuses for another reason is not taken for a lost race', async () => {
  const ledger = await overData()
  const term = { number: 1, environment: 'home' }
  const crooked = { id: 'commit:0001-home:000000000009', term, kind: 'opening' as const, first: 1, last: 1 }

  const appended = ledger.append({ ...crooked, at: 0, changes: [], other: null, state: initialState })

  await expect(appended).rejects.toThrow('must be commit:0001-home:000000000001')
})
