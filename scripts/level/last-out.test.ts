import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import * as guard from '../../infra/guard/last-out.ts'
import { couchStore } from '../../workloads/data/couch/couch.ts'
import { setUp } from '../../workloads/data/setup/setup.ts'
import { CouchStandIn } from '../../workloads/data/testing/couch-stand-in.ts'
import { aCommit } from '../../workloads/data/testing/log.ts'

const [home, replica] = [new CouchStandIn(), new CouchStandIn()]
const who = { user: 'data', password: 'data-secret' }

const storeOf = async (couch: CouchStandIn) => {
  await couch.start()
  await setUp({ admin: { url: couch.url, user: 'admin', password: 'admin-secret' }, ...who })
  return couchStore({ url: couch.url, ...who })
}

/** Both sides hold a commit, and home alone another: a destroy of the replica takes neither away. */
beforeAll(async () => {
  const [near, far] = [await storeOf(home), await storeOf(replica)]
  for (const store of [near, far]) await store.append(aCommit(1))
  await near.append(aCommit(4))
})
afterAll(() => Promise.all([home.stop(), replica.stop()]))
afterEach(() => vi.unstubAllEnvs())

const destroy = (inputs: { loseChanges?: string } = {}, there = replica.url) => {
  for (const [side, url] of Object.entries({ COUCHDB: home.url, PEER_COUCHDB: there })) {
    vi.stubEnv(`${side}_URL`, url)
    vi.stubEnv(`${side}_PASSWORD`, who.password)
  }
  vi.stubEnv('PEER_COUCHDB_USER', who.user)
  return guard.delete('last-out', inputs)
}

describe('the guard of a replica', () => {
  test('goes when home holds all that the replica holds', async () => {
    await expect(destroy()).resolves.toBeUndefined()
  })

  test('refuses while home lacks changes, and says how many, which, and what to do', async () => {
    const lost = [2, 3].map((first) => aCommit(first))
    for (const commit of lost) await couchStore({ url: replica.url, ...who }).append(commit)

    const refusal = await destroy().catch((error: Error) => error.message)

    expect(refusal).toMatch(/^Nothing is destroyed, because home may lack what this replica holds: /)
    expect(refusal).toContain(`home lacks 2 commits: ${lost.map(({ id }) => id).join(', ')}`)
    expect(refusal).toContain('npm run replica -- down')
    expect(refusal).toContain('pulumi config set lounge:loseChanges "…"')
  })

  test('refuses while it cannot compare', async () => {
    const nobody = 'http://127.0.0.1:1'

    await expect(destroy({}, nobody)).rejects.toThrow(/^Nothing is destroyed, .*CouchDB/s)
  })

  test('goes without a look when there is a reason, which the stack keeps', async () => {
    const loseChanges = 'the machine is gone for good'
    const { outs } = await guard.create({})
    const { changes } = await guard.diff('last-out', outs, { loseChanges })
    const told = await guard.update('last-out', outs, { loseChanges })

    expect(changes).toBe(true)
    expect(told.outs).toEqual({ loseChanges })
    await expect(destroy(told.outs, 'http://127.0.0.1:1')).resolves.toBeUndefined()
  })
})
