import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, test } from 'vitest'
import { CouchStandIn } from '../testing/couch-stand-in.ts'
import { aCommit, aReport } from '../testing/log.ts'
import { setUp } from './setup.ts'
import { validateDocUpdate } from './validate.ts'

/** As CouchDB runs it: from its text, with nothing of ours around it. Undefined when it has nothing to say. */
const refusalOf = (next: unknown, previous: unknown = null): string | undefined => {
  const judge = runInNewContext(`(${validateDocUpdate})`) as (...docs: unknown[]) => void
  try {
    judge(structuredClone(next), structuredClone(previous))
    return undefined
  } catch (refusal) {
    return (refusal as { forbidden: string }).forbidden
  }
}

const stored = (body: { id: string }) => ({ _id: body.id, ...body })
const commit = stored(aCommit(5, { changes: 3 }))
const report = { _id: 'reported:home:ventris', ...aReport() }

/** The same document with what stands at a path replaced. */
const but = (document: object, path: string, value: unknown) => {
  const copy = structuredClone(document) as Record<string, unknown>
  const keys = path.split('/')
  const last = keys.pop() as string
  const holder = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy)
  holder[last] = value
  return copy
}

describe('what CouchDB refuses', () => {
  test.each([
    ['a commit', commit],
    ['an opening commit', stored(aCommit(1, { changes: 0 }))],
    ['a report', report],
    [
      'what an environment holds',
      { _id: 'held:home', environment: 'home', commits: 1, newest: null, count: 1 },
    ],
    ['a report without a port', but(report, 'port', null)],
    ['a turn to untouched', but(commit, 'changes/0/turns/0/to', null)],
    ['a raw control change', but(commit, 'changes/0/momentary', { device: 'ventris', cc: 119, value: 127 })],
    ['a design document, which only an administrator can write', { _id: '_design/log' }],
  ])('not %s', (_, document) => {
    expect(refusalOf(document)).toBeUndefined()
  })

  test('not a newer report in place of an older one', () => {
    expect(refusalOf(but(report, 'at', 9), report)).toBeUndefined()
  })

  test('writing a commit twice', () => {
    expect(refusalOf(but(commit, 'at', 9), commit)).toBe('A commit is written once.')
  })

  test.each([
    ['a commit', commit],
    ['a report', report],
  ])('deleting %s', (_, document) => {
    expect(refusalOf({ ...document, _deleted: true }, document)).toBe('Nothing is deleted here.')
  })

  test.each([
    'commit:1-home:5',
    'commit:0001-Home:000000000005',
    'commit:0001-home:000000000005x',
    'commit:',
  ])('the id %s', (id) => {
    expect(refusalOf({ ...commit, _id: id })).toBe(`"${id}" is no commit's id.`)
  })

  test.each([
    ['first', 6],
    ['term/number', 2],
    ['term/environment', 'away'],
  ])('a commit whose %s its id does not say', (path, value) => {
    expect(refusalOf(but(commit, path, value))).toBe(
      'A commit’s id is its term, its environment and its first generation.',
    )
  })

  test.each(['reported:home', 'reported:home:ventris:more', 'reported:HOME:ventris'])('the id %s', (id) => {
    expect(refusalOf({ ...report, _id: id })).toBe(`"${id}" is no report’s id.`)
  })

  test('a report under another’s id', () => {
    expect(refusalOf({ ...report, _id: 'reported:away:ventris' })).toBe(
      'A report’s id is its environment and its device.',
    )
  })

  test('what is held under another’s name', () => {
    expect(refusalOf({ _id: 'held:away', environment: 'home' })).toBe('What is held goes by its environment.')
  })

  test('anything else', () => {
    expect(refusalOf({ _id: 'notes' })).toBe('Only commits, reports and what is held live here.')
  })

  const values: [string, object, string][] = [
    ['state', commit, 'state/devices/ventris/a.time/value'],
    ['turn', commit, 'changes/2/turns/0/from'],
    ['report', report, 'values/a.time'],
  ]
  describe.each(values)('in a %s', (_, document, path) => {
    test.each([128, -1, 1.5, '7', true])('the value %j', (value) => {
      expect(refusalOf(but(document, path, value))).toBe(
        `A MIDI value is an integer 0-127, not ${JSON.stringify(value)}.`,
      )
    })
  })

  test('a value past the range in a preset or a raw control change', () => {
    const preset = { name: 'Big Hall', device: 'ventris', values: { 'a.time': 300 }, by: 'Mo' }
    const raw = { device: 'ventris', cc: 128, value: 0 }

    expect(refusalOf(but(commit, 'state/presets', [preset]))).toContain('not 300')
    expect(refusalOf(but(commit, 'changes/0/momentary', raw))).toContain('not 128')
  })
})

describe('the setup of CouchDB', () => {
  const couch = new CouchStandIn()
  afterEach(() => couch.stop())

  const read = async (path: string) =>
    (await fetch(`${couch.url}/${path}`)).json() as Promise<Record<string, unknown>>

  const setup = async (password = 'data-secret') => {
    await couch.start()
    await setUp({ admin: { url: couch.url, user: 'admin', password: 'secret' }, user: 'data', password })
  }

  test('makes the databases, a user who may use this one, and what is refused', async () => {
    await setup()

    expect(await read('_all_dbs')).toEqual(expect.arrayContaining(['_users', '_replicator', 'lounge']))
    expect(couch.asked.filter(({ line }) => line.includes('?q=1'))).toHaveLength(3)
    expect(await read('lounge/_security')).toEqual({
      admins: { names: [], roles: ['_admin'] },
      members: { names: ['data'], roles: [] },
    })
    expect(await read('lounge/_design/log')).toMatchObject({ validate_doc_update: validateDocUpdate })
    expect(await read('_users/org.couchdb.user:data')).toMatchObject({
      name: 'data',
      roles: [],
      type: 'user',
    })
  })

  test('run again leaves the design alone, so that no index is built anew, and renews the password', async () => {
    await setup()
    const { _rev: before } = await read('lounge/_design/log')
    await couch.stop()

    await setup('another-secret')

    expect(await read('lounge/_design/log')).toMatchObject({ _rev: before })
    expect(await read('_users/org.couchdb.user:data')).toMatchObject({ password: 'another-secret' })
  })

  test('replaces an older design', async () => {
    await setup()
    const old = await read('lounge/_design/log')
    const body = JSON.stringify({ ...old, validate_doc_update: 'function () {}' })
    await fetch(`${couch.url}/lounge/_design/log`, {
      method: 'PUT',
      body,
      headers: { 'content-type': 'application/json' },
    })
    await couch.stop()

    await setup()

    expect(await read('lounge/_design/log')).toMatchObject({ validate_doc_update: validateDocUpdate })
  })
})
