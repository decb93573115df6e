import { setImmediate as turn } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, onTestFinished, test, vi } from 'vitest'
import { devices } from '../../workloads/lounge/devices/index.ts'
import { level, mo } from '../../workloads/lounge/testing/rig.ts'
import { midiApp } from '../../workloads/midi/app.ts'
import { midiClient } from '../../workloads/midi/client.ts'
import { Conductor } from '../../workloads/midi/conductor.ts'
import { SharedLog } from '../../workloads/midi/testing/shared-log.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { keyring } from '../../workloads/service/keys.ts'
import { createMetrics } from '../../workloads/service/metrics.ts'
import { force } from './force.ts'
import { promote } from './promote.ts'
import { addressesIn, type Side, sidesOf } from './sides.ts'
import { standing } from './standing.ts'

/** One environment over a log that it shares; `dead` makes it answer nobody. */
const environment = async (log: SharedLog, name: string, opens: 'empty' | 'no') => {
  const ledger = log.ledger()
  const parts = { ledger, profiles: devices }
  const conductor = new Conductor({ ...parts, environment: name, clock: Date.now, opens })
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  void conductor.follow(stop.signal)
  const keys = await keyring()
  const authorise = keys.authorise('midi')
  const silent = pino({ level: 'silent' })
  const app = midiApp({ ...parts, conductor, authorise, log: silent, metrics: createMetrics('midi') })
  const line = { dead: false }
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    if (line.dead) throw new TypeError('fetch failed')
    return app.request(input as string, init)
  }
  const signed = serviceFetch({ audience: 'midi', sign: keys.sign('console'), fetch })
  const side: Side = { name, midi: midiClient({ baseUrl: `http://${name}`, fetch: signed }) }
  return { conductor, line, side }
}

const rig = async () => {
  const log = new SharedLog()
  const home = await environment(log, 'home', 'empty')
  const replica = await environment(log, 'replica', 'no')
  await vi.waitUntil(() => replica.conductor.view().term !== null)
  const said: string[] = []
  const ask = {
    sides: [home.side, replica.side],
    say: (sentence: string) => void said.push(sentence),
    pause: () => turn(),
  }
  const request = (id: string) => ({
    ...{ id, correlation: id, source: 'chat', who: mo },
    intent: level('time', 7),
  })
  return { log, home, replica, said, ask, request }
}

test('who is live and who is not is said a line each', async () => {
  const { ask } = await rig()

  const { live, lines } = await standing(ask.sides)

  expect(live).toEqual(['home'])
  expect(lines).toEqual([
    'home: live; term 1, generation 1',
    'replica: standby, home is live; term 1, generation 1',
  ])
})

test.each([
  ['<html>A page</html>', 200],
  ['<html>Not here</html>', 404],
  ['{"couchdb":"Welcome"}', 200],
  ['{"error":"not_found","reason":"Database does not exist."}', 404],
])('where %s is answered with %i, it is said that this is no midi', async (body, status) => {
  const fetch = async () => new Response(body, { status })

  const { lines } = await standing([{ name: 'home', midi: midiClient({ baseUrl: 'http://home', fetch }) }])

  expect(lines).toEqual([`home: what answers there, with status ${status}, is no midi; correct its address`])
})

test('of another environment it is said whose address that is', async () => {
  const { replica } = await rig()

  const { lines } = await standing([{ ...replica.side, name: 'home' }])

  expect(lines).toEqual(['home: whoever answers there is replica; correct its address'])
})

test('promoting closes at the one that is live, waits for the opening, and says how long it took', async () => {
  const { ask, said } = await rig()

  const view = await promote({ ...ask, to: 'replica' })

  expect(view).toMatchObject({ live: true, term: { number: 2, environment: 'replica' } })
  expect(said).toEqual([
    'home has closed its term and accepts nothing more',
    expect.stringMatching(/^replica is live in term 2; that took \d+\.\d s$/),
  ])
})

test('promoting whoever is live already changes nothing', async () => {
  const { ask, log, said } = await rig()

  await promote({ ...ask, to: 'home' })

  expect(said).toEqual(['home is live already; nothing was changed'])
  expect(log.commits).toHaveLength(1)
})

test('a promotion that was broken off goes on where it was', async () => {
  const { ask, said, home } = await rig()
  await home.conductor.terms.close('replica')

  const view = await promote({ ...ask, to: 'replica' })

  expect(view.live).toBe(true)
  expect(said.join()).not.toContain('has closed')
})

test('where nobody opens, it is said that nobody is live and what would help', async () => {
  const { ask, log } = await rig()
  log.mood = 'deaf'

  const waiting = promote({ ...ask, to: 'replica', patienceMs: 0 })

  await expect(waiting).rejects.toThrow(/replica has not opened within 0 s .*generation 1.*nobody is live/)
})

test('a promotion is refused while whoever is live cannot be asked', async () => {
  const { ask, home } = await rig()
  home.line.dead = true

  const refused = promote({ ...ask, to: 'replica' })

  await expect(refused).rejects.toThrow(/nobody is live who could hand over.*home: .*--force/)
})

test('between two terms it is said whose turn it is, and what to do then', async () => {
  const { ask, home, log } = await rig()
  log.mood = 'deaf'
  await home.conductor.terms.close('replica')

  const early = promote({ ...ask, to: 'home' })

  await expect(early).rejects.toThrow(/handed over to replica, which opens .*npm run live -- home/)
})

test('force is refused while whoever is live answers', async () => {
  const { ask, log } = await rig()

  const refused = force({ ...ask, to: 'replica', reason: 'I am curious' })

  await expect(refused).rejects.toThrow(/home answers and is live/)
  expect(log.commits).toHaveLength(1)
})

test('force is refused while nobody has said where whoever is live could be asked', async () => {
  const { ask, replica, log } = await rig()

  const refused = force({ ...ask, sides: [replica.side], to: 'replica', reason: 'I see no home' })

  await expect(refused).rejects.toThrow(/home is live, and whether it is dead cannot be asked: .*--at home=/)
  expect(log.commits).toHaveLength(1)
})

test('force takes over from the dead, and what it did not know is listed as stranded', async () => {
  const { ask, home, replica, log, request, said } = await rig()
  log.mood = 'deaf'
  const lost = home.conductor.ask(request('lost'))
  await vi.waitUntil(() => log.commits.length === 2)
  home.line.dead = true
  log.mood = 'well'
  // What home wrote last is on a disk that nobody reads now.
  const [unseen] = log.commits.splice(1)

  const view = await force({ ...ask, to: 'replica', reason: 'the house is dark' })
  if (unseen) log.commits.push(unseen)

  expect(view).toMatchObject({ live: true, term: { number: 2, environment: 'replica' } })
  expect(said[0]).toBe('replica is live in term 2, on what it knew up to generation 1')
  const { lines } = await standing([replica.side])
  expect(lines).toContain('stranded by a forced takeover, kept and never desired: 1 change')
  expect(lines.at(-1)).toMatch(/Mo by chat: .* \(generation 2\)/)
  await expect(lost).rejects.toThrow()
})

test.each([
  ['replica', 'the address of replica is none'],
  ['Replica=http://x', "address 2 does not begin with an environment's name"],
  ['replica=ftp://x', 'the address of replica is none'],
  [
    'replica=http://op:secret@x',
    'the address of replica is none, or one that holds a password: give each as',
  ],
  ['home=http://x', 'the environment home has two addresses'],
])('%s beside home is refused', (pair, sentence) => {
  const sign = async () => 'token'

  expect(() => sidesOf(['home=http://y', pair], sign)).toThrow(sentence)
})

test.each([
  [undefined, ['home=http://127.0.0.1:7102']],
  ['', ['home=http://127.0.0.1:7102']],
  ['home=http://x,', ['home=http://x']],
])('LOUNGE_AT as %j', (list, addresses) => {
  expect(addressesIn(list)).toEqual(addresses)
})
