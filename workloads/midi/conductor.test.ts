import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { devices } from '../lounge/devices/index.ts'
import type { Request, Who } from '../lounge/request.ts'
import { ana, ben, level, mo } from '../lounge/testing/rig.ts'
import { Conductor, type ConductorParts } from './conductor.ts'
import { opening } from './term.ts'
import { SharedLog } from './testing/shared-log.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const rig = (log = new SharedLog()) => {
  const stop = new AbortController()
  let lines = 0
  const replica = (parts: Partial<ConductorParts> = {}) => {
    const conductor = new Conductor({
      ...{ environment: 'home', ledger: log.ledger(), profiles: devices, clock: Date.now, opens: 'empty' },
      ...parts,
    })
    void conductor.follow(stop.signal)
    return conductor
  }
  const request = (who: Who, intent: Request['intent'], id = `line-${++lines}`): Request => {
    return { id, correlation: id, source: 'chat', who, intent }
  }
  return { log, replica, request, settle: () => vi.advanceTimersByTimeAsync(2_000) }
}

/** A node that has sent all that is desired. */
const obey = (conductor: Conductor) => {
  const { term, generation, values } = conductor.desired('ventris')
  return conductor.report('ventris', {
    term: term?.number ?? 0,
    generation,
    values,
    port: 'virtual',
    since: 0,
  })
}

describe('accepted', () => {
  test('an empty log is opened by the environment that is set to, and only once', async () => {
    const { log, replica, settle } = rig()

    replica()
    replica()
    await settle()

    expect(log.ids).toEqual(['commit:0001-home:000000000001'])
  })

  test('an environment may open with the default state, so the pedal starts where the screen says', async () => {
    const { replica, settle } = rig()
    const conductor = replica({ opens: 'default' })
    await settle()

    expect(conductor.desired('ventris').values).toMatchObject({ 'a.engine': 0, 'a.time': 10, mode: 0 })
  })

  test('requests that arrive together share one commit, at most 64 of them', async () => {
    const { log, replica, request, settle } = rig()
    const conductor = replica()
    await settle()

    const asked = Array.from({ length: 70 }, (_, i) => conductor.ask(request(mo, level('time', i % 11))))
    await settle()
    await Promise.all(asked)

    expect(log.commits.map(({ changes }) => changes.length)).toEqual([0, 64, 6])
    expect(log.commits.at(-1)).toMatchObject({ first: 66, last: 71 })
  })

  test('a log that cannot be read when the stream comes up is read as soon as it can be', async () => {
    const { log, replica, request, settle } = rig()
    replica()
    await settle()
    log.mood = 'away'

    const late = replica()
    await settle()
    expect(late.isFollowing).toBe(false)
    log.mood = 'well'
    await settle()

    expect(late.isFollowing).toBe(true)
    const asked = late.ask(request(ana, level('time', 5)))
    await settle()
    expect(await asked).toHaveProperty('answer')
  })

  test('two replicas that race both land, in one order, with no gap', async () => {
    const { log, replica, request, settle } = rig()
    const [one, two] = [replica(), replica()]
    await settle()
    log.mood = 'deaf'

    const asked = [1, 2, 3].flatMap((n) => [
      one.ask(request(mo, level('time', n))),
      two.ask(request(mo, level('mix', n))),
    ])
    await settle()
    await settle()
    await Promise.all(asked)

    const generations = log.commits.flatMap(({ changes }) => changes.map(({ generation }) => generation))
    expect(generations).toEqual([2, 3, 4, 5, 6, 7])
    const values = (conductor: Conductor) => conductor.desired('ventris').values
    expect(log.commits.at(-1)?.state.devices.ventris).toMatchObject({
      'a.time': { value: 38 },
      'a.mix': { value: 38 },
    })
    expect([values(one), values(two)]).toContainEqual({ 'a.time': 38, 'a.mix': 38 })
  })

  test('a guard is decided against the state the commit builds on: a lock that won the race holds', async () => {
    const { log, replica, request, settle } = rig()
    const [one, two] = [replica(), replica()]
    await settle()
    log.mood = 'deaf'
    await one.ask(request(mo, { kind: 'lock', minutes: null }))

    const asked = two.ask(request(ana, level('time', 5)))
    await settle()

    expect(await asked).toMatchObject({ refusal: { reason: 'locked' } })
  })

  test('a refusal that rests on a change of the same commit waits until that is durable', async () => {
    const { log, replica, request, settle } = rig()
    const conductor = replica()
    await settle()
    log.mood = 'away'

    const asked = [level('time', 5), level('time', 6)].map((intent) => conductor.ask(request(ana, intent)))
    const outcomes = Promise.allSettled(asked)
    await settle()

    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})

describe('the same id', () => {
  test('is answered with its first outcome, and done once', async () => {
    const { log, replica, request, settle } = rig()
    const conductor = replica()
    await settle()

    const asked = [5, 9].map((n) => conductor.ask(request(mo, level('time', n), 'same')))
    await settle()
    const again = conductor.ask(request(mo, level('time', 9), 'same'))
    await settle()

    expect(await Promise.all([...asked, again])).toMatchObject(
      Array(3).fill({ answer: { change: { generation: 2 } } }),
    )
    expect(log.commits).toHaveLength(2)
  })

  test('finds out on another replica that a commit whose answer was lost did land', async () => {
    const { log, replica, request, settle } = rig()
    const [one, two] = [replica(), replica()]
    await settle()
    log.mood = 'mute'
    const lost = one.ask(request(mo, { kind: 'lock', minutes: null }, 'same'))
    log.mood = 'well'

    const found = two.ask(request(mo, { kind: 'lock', minutes: null }, 'same'))
    await settle()

    expect(await lost).toMatchObject({ answer: { outcome: 'applied' } })
    expect(await found).toMatchObject({ answer: { change: { generation: 2 } } })
    expect(log.commits).toHaveLength(2)
  })

  test('a log that is away for 2 s is said so, and the same id lands once it is back', async () => {
    const { log, replica, request, settle } = rig()
    const conductor = replica()
    await settle()
    log.mood = 'away'
    const failed = expect(conductor.ask(request(mo, level('time', 5), 'same'))).rejects.toThrow('within 2 s')
    await settle()
    await failed
    log.mood = 'well'

    const asked = conductor.ask(request(mo, level('time', 5), 'same'))
    await settle()

    expect(await asked).toMatchObject({ answer: { change: { turns: [{ to: 64 }] } } })
  })
})

describe('applied and pending', () => {
  test('applied once the node reports a generation at or past it, to whichever replica', async () => {
    const { replica, request, settle } = rig()
    const [one, two] = [replica(), replica()]
    await settle()

    const asked = one.ask(request(ana, level('time', 5)))
    await vi.advanceTimersByTimeAsync(1)
    await obey(two)

    expect(await asked).toMatchObject({ answer: { outcome: 'applied' } })
  })

  test('pending when the node does not say so within 1.5 s', async () => {
    const { replica, request, settle } = rig()
    const conductor = replica()
    await settle()

    const asked = conductor.ask(request(ana, level('time', 5)))
    await settle()

    expect(await asked).toMatchObject({ answer: { outcome: 'pending' } })
  })

  test('replaced when another’s newer value went out instead', async () => {
    const { replica, request, settle } = rig()
    const conductor = replica()
    await settle()

    const asked = conductor.ask(request(ana, level('time', 5)))
    const newer = conductor.ask(request(ben, level('time', 9)))
    await vi.advanceTimersByTimeAsync(1)
    await obey(conductor)

    expect(await asked).toMatchObject({
      answer: { outcome: 'replaced', replacedBy: { by: 'Ben', value: 114 } },
    })
    expect(await newer).toMatchObject({ answer: { outcome: 'applied' } })
  })

  test('a resync is pending until a node has sent everything again', async () => {
    const { replica, request, settle } = rig()
    const conductor = replica()
    await settle()

    const alone = conductor.ask(request(mo, { kind: 'resync' }))
    await settle()
    const obeyed = conductor.ask(request(mo, { kind: 'resync' }))
    await vi.advanceTimersByTimeAsync(1)
    await obey(conductor)

    expect(await alone).toMatchObject({ answer: { outcome: 'pending' } })
    expect(await obeyed).toMatchObject({ answer: { outcome: 'applied' } })
  })

  test('what the node reports counts, though the clock was set back since its last word', async () => {
    const { replica, request, settle } = rig()
    const conductor = replica()
    await settle()
    await obey(conductor)
    vi.setSystemTime(Date.now() - 600_000)

    const asked = conductor.ask(request(ana, level('time', 5)))
    await vi.advanceTimersByTimeAsync(1)
    await obey(conductor)

    expect(await asked).toMatchObject({ answer: { outcome: 'applied' } })
  })

  test('a report without a port applies nothing', async () => {
    const { replica, request, settle } = rig()
    const conductor = replica()
    await settle()

    const asked = conductor.ask(request(ana, level('time', 5)))
    await conductor.report('ventris', { term: 1, generation: 99, values: {}, port: null, since: 0 })
    await settle()

    expect(await asked).toMatchObject({ answer: { outcome: 'pending' } })
  })

  test('a raw control change is offered to the node for 5 s and no longer', async () => {
    const { replica, request, settle } = rig()
    const conductor = replica()
    await settle()
    const who: Who = { platform: 'service', id: 'ops', login: 'ops', name: 'ops', role: 'broadcaster' }

    void conductor.ask(request(who, { kind: 'raw', cc: 93, value: 127 }))
    await settle()

    expect(conductor.desired('ventris').momentary).toMatchObject([{ cc: 93, value: 127, generation: 2 }])
    await vi.advanceTimersByTimeAsync(4_000)
    expect(conductor.desired('ventris').momentary).toEqual([])
  })
})

describe('terms', () => {
  const sides = async () => {
    const world = rig()
    const home = world.replica()
    await world.settle()
    const replica = world.replica({ environment: 'replica', opens: 'no' })
    await world.settle()
    return { ...world, home, away: replica }
  }

  test('standby refuses and says who is live', async () => {
    const { away, request, settle } = await sides()

    const asked = away.ask(request(mo, level('time', 5)))
    await settle()

    expect(await asked).toEqual({ refusal: { reason: 'standby', live: 'home' } })
    expect(away.view().live).toBe(false)
  })

  test('a closing commit hands over, and the other side opens the next term on all that came before', async () => {
    const { home, away, log, request, settle } = await sides()
    await Promise.all([home.ask(request(mo, level('time', 5))), settle()])

    await home.terms.close('replica')
    await settle()

    expect(log.ids.slice(-2)).toEqual(['commit:0001-home:000000000003', 'commit:0002-replica:000000000004'])
    expect(away.view()).toMatchObject({
      live: true,
      state: { devices: { ventris: { 'a.time': { value: 64 } } } },
    })
    const late = home.ask(request(mo, level('time', 6)))
    await settle()
    expect(await late).toEqual({ refusal: { reason: 'standby', live: 'replica' } })
  })

  test('a closing commit takes the next id: a writer that raced with it is refused', async () => {
    const { home, log, replica, request, settle } = await sides()
    const racer = replica()
    await settle()
    log.mood = 'deaf'
    await home.terms.close('replica')

    const asked = racer.ask(request(mo, level('time', 6)))
    await settle()

    expect(await asked).toEqual({ refusal: { reason: 'standby', live: 'replica' } })
  })

  test('who asks while the term is being opened waits for it, and is not sent away', async () => {
    const { log, replica, request, settle } = rig()
    const conductor = replica()
    const early = conductor.ask(request(mo, level('time', 5)))
    await settle()
    expect(await early).toMatchObject({ answer: { change: { generation: 2 } } })

    const away = replica({ environment: 'replica', opens: 'no' })
    await settle()
    await conductor.terms.close('replica')
    const asked = away.ask(request(mo, level('time', 6)))
    await settle()

    expect(await asked).toMatchObject({ answer: { change: { generation: 5 } } })
    expect(log.commits.at(-1)?.term).toEqual({ number: 2, environment: 'replica' })
  })

  test('only the live side can close, and not in its own favour', async () => {
    const { home, away } = await sides()

    expect(await away.terms.close('home')).toMatchObject({ refused: expect.stringContaining('home is') })
    expect(await home.terms.close('home')).toMatchObject({ refused: expect.stringContaining('itself') })
  })

  test('a side that the node has left for a higher term stands by, and says who is live', async () => {
    const { home, request, settle } = await sides()
    const serves = { number: 4, environment: 'replica' }

    await home.report('ventris', { term: 4, serves, generation: 0, values: {}, port: 'virtual', since: 0 })
    const asked = home.ask(request(mo, level('time', 5)))
    await settle()

    expect(await asked).toEqual({ refusal: { reason: 'standby', live: 'replica' } })
    expect(home.view().live).toBe(false)
    expect(home.desired('ventris').live).toBe(false)
  })

  test('force goes past the highest term that the node has served', async () => {
    const { home, settle } = await sides()
    const serves = { number: 4, environment: 'replica' }
    await home.report('ventris', { term: 4, serves, generation: 0, values: {}, port: 'virtual', since: 0 })

    const [taken] = await Promise.all([home.terms.force(), settle()])

    expect(taken).toMatchObject({ commit: { term: { number: 5, environment: 'home' } } })
    expect(home.view().live).toBe(true)
  })

  test('an answer is not called applied by a report of an earlier term', async () => {
    const { home, away, request, settle } = await sides()
    await home.report('ventris', { term: 1, generation: 99, values: {}, port: 'virtual', since: 0 })
    await Promise.all([away.terms.force(), settle()])
    await Promise.all([home.terms.force(), settle()])

    const asked = home.ask(request(mo, level('time', 5)))
    await settle()

    expect(await asked).toMatchObject({ answer: { outcome: 'pending' } })
  })

  test('a takeover that cuts a change off while its answer waits: never "accepted", and then who is live', async () => {
    const { home, log, request, settle } = await sides()
    const [begun] = log.commits
    if (!begun) throw new Error('home has not opened')
    const asked = home.ask(request(mo, level('time', 5), 'cut-off'))
    const answer = expect(asked).rejects.toThrow('stranded')
    await vi.advanceTimersByTimeAsync(1)
    expect(log.commits).toHaveLength(2)

    log.bring(opening({ head: begun, environment: 'replica', at: begun.at }, 'no', []))
    await settle()
    await answer
    const again = home.ask(request(mo, level('time', 5), 'cut-off'))
    await settle()

    expect(await again).toEqual({ refusal: { reason: 'standby', live: 'replica' } })
  })

  test('a forced takeover opens without a closing commit', async () => {
    const { away, settle } = await sides()

    const [taken] = await Promise.all([away.terms.force(), settle()])

    expect(taken).toMatchObject({ commit: { kind: 'opening', term: { number: 2, environment: 'replica' } } })
    expect(away.view().live).toBe(true)
  })
})
