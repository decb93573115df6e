import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { storeContract } from '../contract/store.contract.ts'
import { setUp } from '../setup/setup.ts'
import { CouchStandIn } from '../testing/couch-stand-in.ts'
import { aCommit, aReport, listener } from '../testing/log.ts'
import { couchStore } from './couch.ts'

const admin = { user: 'admin', password: 'admin-secret' }
const data = { user: 'data', password: 'data-secret' }

const standIn = async () => {
  const couch = new CouchStandIn()
  await couch.start()
  await setUp({ admin: { url: couch.url, ...admin }, ...data })
  return couch
}

storeContract('CouchDB’s protocol', async () => {
  const couch = await standIn()
  return {
    open: async () => couchStore({ url: couch.url, ...data }),
    outage: { begin: () => couch.stop(), end: () => couch.start() },
    end: () => couch.stop(),
  }
})

/** An administrator's address and secret: a database and a user of the test's own are made, and dropped again. */
const { COUCHDB_URL: url, COUCHDB_USER, COUCHDB_PASSWORD = '' } = process.env

const remove = async (path: string) => {
  const headers = { authorization: `Basic ${btoa(`${COUCHDB_USER}:${COUCHDB_PASSWORD}`)}` }
  const there = await fetch(`${url}/${path}`, { headers })
  const { _rev } = (await there.json()) as { _rev?: string }
  await fetch(`${url}/${path}${_rev ? `?rev=${_rev}` : ''}`, { method: 'DELETE', headers })
}

if (url !== undefined)
  storeContract('a real CouchDB', async () => {
    const database = `lounge-test-${randomBytes(8).toString('hex')}`
    const own = { user: database, password: randomBytes(16).toString('hex') }
    await setUp({ admin: { url, user: COUCHDB_USER, password: COUCHDB_PASSWORD }, database, ...own })
    return {
      open: async () => couchStore({ url, database, ...own }),
      end: async () => {
        await remove(database)
        await remove(`_users/org.couchdb.user:${own.user}`)
      },
    }
  })

describe('the store on CouchDB', () => {
  const ends: (() => unknown)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  const rig = async () => {
    const couch = await standIn()
    ends.push(() => couch.stop())
    return { couch, store: couchStore({ url: couch.url, ...data }) }
  }

  const following = async (store: ReturnType<typeof couchStore>) => {
    const heard = listener()
    const enough = new AbortController()
    const done = store.follow(heard.watcher, enough.signal)
    ends.push(() => {
      enough.abort()
      return done
    })
    await heard.until(({ states }) => states.includes('up'))
    return heard
  }

  /** A server that answers as it likes. */
  const serve = async (answer: RequestListener) => {
    const server = createServer(answer).listen(0, '127.0.0.1')
    await once(server, 'listening')
    ends.push(() => {
      server.closeAllConnections()
      server.close()
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  test('says who it is in a header, never in an address', async () => {
    const { couch, store } = await rig()
    couch.asked.length = 0

    await store.append(aCommit(1))
    await store.before(null, 1)

    const basic = `Basic ${btoa('data:data-secret')}`
    expect(couch.asked.map(({ authorization }) => authorization)).toEqual([basic, basic])
    expect(couch.asked.map(({ line }) => line).join()).not.toContain('secret')
  })

  test('keeps every secret out of its errors', async () => {
    const { couch, store } = await rig()
    couch.refuseWith = 401

    const fault = await store.before(null, 1).catch((error: Error) => error)

    expect(fault).toMatchObject({
      message: 'CouchDB does not accept the credentials it is given; try again in 2 seconds',
    })
    const { message, stack, cause } = fault as Error
    const said = JSON.stringify([fault, message, stack, cause, Object.entries(cause as Error)])
    expect(said).not.toMatch(/secret|Basic|127\.0\.0\.1/)
  })

  test('refuses an address that holds credentials, without repeating them', () => {
    expect(() => couchStore({ url: 'http://data:secret@db:5984' })).toThrow(
      "CouchDB's address must not hold credentials: give user and password apart",
    )
  })

  test('follows on after credentials were refused for a while', async () => {
    const { couch, store } = await rig()
    const heard = await following(store)

    couch.refuseWith = 401
    await couch.stop()
    await couch.start()
    await heard.until(({ states }) => states.some((state) => state.includes('credentials')))
    couch.refuseWith = undefined
    await couchStore({ url: couch.url, ...data }).append(aCommit(1))
    await heard.until(({ commits }) => commits.length > 0)

    expect(heard.commits).toEqual([aCommit(1)])
  })

  test('says that the setup is missing, not that there is nothing', async () => {
    const couch = new CouchStandIn()
    await couch.start()
    ends.push(() => couch.stop())
    const store = couchStore({ url: couch.url })

    for (const call of [store.before(null, 1), store.append(aCommit(1)), store.report(aReport())])
      await expect(call).rejects.toMatchObject({
        status: 503,
        message:
          'CouchDB does not have the database of this lounge (the setup makes it); try again in 2 seconds',
      })
  })

  test('does not wait for ever for an answer', async () => {
    const store = couchStore({ url: await serve(() => undefined), timeoutMs: 20 })

    await expect(store.append(aCommit(1))).rejects.toMatchObject({ status: 503 })
  })

  test('takes half an answer for none', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"rows":[', () => response.destroy())
    })

    await expect(couchStore({ url }).before(null, 1)).rejects.toMatchObject({
      message: 'CouchDB does not answer; try again in 2 seconds',
    })
  })

  test('does not call a commit taken that CouchDB refuses for another reason', async () => {
    const { store } = await rig()
    const malformed = { ...aCommit(1), first: 2 }

    await expect(store.append(malformed)).rejects.toThrow(
      'CouchDB takes commit:0001-home:000000000001 for malformed',
    )
  })
})
