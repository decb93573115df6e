/** What is on the screen after this and that. */
import { describe, expect, test } from 'vitest'
import { ventris } from '../devices/index.ts'
import { commitId, LEASE_MS } from '../log.ts'
import type { Intent } from '../request.ts'
import { ana, ben, level, mo, named, sax } from '../testing/rig.ts'
import { shownRig } from '../testing/shown.ts'
import { ScreenTracker } from './tracker.ts'

const knobOf = (rig: ReturnType<typeof shownRig>, place: string) =>
  rig.screen().knobs.find((knob) => knob.place === place)

test('before anything was said nothing is shown', () => {
  expect(new ScreenTracker(ventris).screen(0)).toBeUndefined()
})

test('an accepted change waits on the screen until the node has sent it', () => {
  const rig = shownRig()
  rig.send()
  rig.ask(ana, level('time', 7))
  const before = rig.screen()
  rig.send()
  const after = rig.screen()

  expect(before.knobs[1]).toMatchObject({ place: 'time', sent: null, want: { text: '7' }, by: 'Ana' })
  expect(before).toMatchObject({ pending: 1, deed: { who: 'Ana', what: 'Time', to: '7', isPending: true } })
  expect(after.knobs[1]).toMatchObject({ sent: { text: '7' }, want: null })
  expect(after).toMatchObject({ pending: 0, deed: { isPending: false, moved: ['time'] } })
})

test('a dial is what the engine in use makes of it', () => {
  const rig = shownRig()
  rig.ask(ana, named('engine', 'hall'))
  rig.ask(ana, named('dial2', 'Large'))
  rig.send()

  expect(rig.screen().engine).toEqual({ sent: { id: 'hall', name: 'Hall' }, want: null, by: 'Ana' })
  expect(knobOf(rig, 'dial2')).toMatchObject({ label: 'Hall Size', sent: { text: 'Large' } })
})

test('while another engine waits, the dials still say what is heard', () => {
  const rig = shownRig()
  rig.ask(ana, named('engine', 'hall'))
  rig.send()
  rig.ask(ben, named('engine', 'shimmer'))
  const { engine, deed } = rig.screen()

  expect(engine).toMatchObject({ sent: { id: 'hall' }, want: { id: 'shimmer' }, by: 'Ben' })
  expect(knobOf(rig, 'dial2')).toMatchObject({ label: 'Hall Size', want: null })
  expect(deed).toMatchObject({ who: 'Ben', to: 'Shimmer', isPending: true })
  expect(deed?.moved).toContain('engine')
})

test('what the second engine got is said to be its', () => {
  const rig = shownRig()
  rig.ask(ana, { kind: 'set', control: 'time', unit: 'b', to: { as: 'level', level: 7 } })

  expect(rig.screen().deed).toMatchObject({ who: 'Ana', what: 'Time B', to: '7' })
})

test('an undo is shown as one', () => {
  const rig = shownRig()
  rig.ask(ana, level('time', 3))
  rig.ask(ana, level('time', 7))
  rig.ask(ana, { kind: 'undo' })
  rig.send()

  expect(rig.screen().deed).toMatchObject({ who: 'Ana', what: 'undid Time', to: '3', isUndo: true })
  expect(knobOf(rig, 'time')).toMatchObject({ sent: { text: '3' } })
})

describe('the pedal', () => {
  test('is away until a node has spoken, and again when its lease is over', () => {
    const rig = shownRig()
    const before = rig.screen().pedal
    rig.send()
    const there = rig.screen().pedal
    rig.wait(LEASE_MS + 1)

    expect([before, there, rig.screen().pedal]).toEqual(['away', 'there', 'away'])
  })

  test('without a port is not there', () => {
    const rig = shownRig()
    rig.send({ port: null })

    expect(rig.screen().pedal).toBe('no-port')
  })

  test('of another environment says nothing about ours', () => {
    const rig = shownRig()
    rig.send({ environment: 'replica' })

    expect(rig.screen().pedal).toBe('away')
  })
})

test('while a replica is live, what its node sent is what is shown at home', () => {
  const rig = shownRig()
  rig.send()
  const head = rig.head()
  if (head === null) throw new Error('the log is empty')
  const term = { number: 2, environment: 'replica' }
  const at = { first: head.last + 1, last: head.last + 1 }
  rig.tracker.commit({
    ...head,
    ...at,
    term,
    id: commitId(term, at.first),
    kind: 'opening',
    other: 'home',
    changes: [],
  })
  const before = rig.screen()
  rig.send({ environment: 'replica', generation: at.last })
  rig.send({ environment: 'replica', generation: at.last, at: rig.now() - 3_000 })

  expect(before).toMatchObject({ environment: 'replica', pedal: 'away' })
  expect(rig.screen()).toMatchObject({ pedal: 'there', lag: 3_000 })
})

test('what arrives late is a lag, but not what a new connection begins with', () => {
  const rig = shownRig()
  rig.send({ at: rig.now() - 4_000 })
  const first = rig.screen().lag
  rig.send({ at: rig.now() - 4_000 })
  const late = rig.screen().lag
  rig.send()

  expect([first, late, rig.screen().lag]).toEqual([null, 4_000, null])
})

test('a report that does not come is a lag that grows, until the pedal is away', () => {
  const rig = shownRig()
  rig.send()
  const seen: (number | null | string)[] = []
  for (let i = 0; rig.screen().pedal === 'there' && i < 20; i++) {
    const turn = rig.tracker.nextTurn(rig.now()) ?? 0
    rig.wait(turn - rig.now())
    seen.push(rig.screen().lag)
  }
  rig.send()

  expect(seen).toEqual([2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000, 10_000, null])
  expect(rig.screen()).toMatchObject({ pedal: 'there', lag: null })
})

describe('the desk', () => {
  test('a timed lock ends by itself', () => {
    const rig = shownRig()
    rig.ask(mo, { kind: 'lock', minutes: 1 })
    const locked = rig.screen()
    rig.wait(60_000)

    expect(locked.lock).toMatchObject({ by: 'Mo' })
    expect(locked.deed).toMatchObject({ what: 'locked the desk' })
    expect(rig.screen().lock).toBeNull()
  })

  test('a card is there for ten seconds from when it was asked for, whenever one looks', () => {
    const rig = shownRig()
    rig.ask(ana, { kind: 'card', topic: 'shimmer' })
    rig.wait(9_999)
    const last = rig.screen().card
    rig.wait(1)

    expect(last).toMatchObject({ topic: 'shimmer', engine: 'shimmer' })
    expect(rig.screen().card).toBeNull()
  })

  test('nobody is shown being muted', () => {
    const rig = shownRig()
    rig.ask(ana, level('time', 7))
    rig.ask(mo, { kind: 'mute', login: 'ben', userId: null, minutes: null })

    expect(rig.screen().deed).toMatchObject({ who: 'Ana' })
  })

  test('names are cleaned before they are shown', () => {
    const rig = shownRig()
    rig.ask({ ...ana, name: '<b>An\u202ea</b> https://x.y' }, level('time', 7))

    expect(rig.screen().deed?.who).toBe('bAnab httpsxy')
  })
})

test('a preset is on when every value of it was sent, and no longer when one of them moved', () => {
  const rig = shownRig()
  rig.ask(ana, named('engine', 'hall'))
  rig.ask(mo, { kind: 'preset-save', name: 'big night' })
  rig.send()
  const on = rig.screen().preset
  rig.ask(ana, level('time', 9))
  rig.send()

  expect([on, rig.screen().preset]).toEqual(['big night', null])
})

test('the hints work: each begins with a command, and the dials are this engine’s', () => {
  const rig = shownRig()
  rig.ask(ana, named('engine', 'hall'))
  rig.send()

  expect(rig.screen().hints).toContainEqual({ say: '!dial2 5', does: 'turns Hall Size' })
  expect(rig.screen().hints.every(({ say }) => say.startsWith('!'))).toBe(true)
})

test.each<Intent>([
  { kind: 'lock', minutes: 1 },
  { kind: 'evening', onlyOnAir: true },
])('nobody is invited to what would be refused: %o', (intent) => {
  const rig = shownRig()
  rig.ask(sax, intent)

  expect(rig.screen().hints).toEqual([])
})

test('when a timed lock is over people are invited again', () => {
  const rig = shownRig()
  rig.ask(mo, { kind: 'lock', minutes: 1 })
  rig.wait(60_000)

  expect(rig.screen().hints).not.toEqual([])
})

test('an older commit that comes late changes nothing', () => {
  const rig = shownRig()
  rig.ask(ana, level('time', 3))
  const older = rig.head()
  rig.ask(ana, level('time', 7))
  if (older) rig.tracker.commit(older)

  expect(knobOf(rig, 'time')).toMatchObject({ want: { text: '7' } })
})
