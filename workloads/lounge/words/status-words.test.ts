import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { View } from '../answer.ts'
import { devices } from '../devices/index.ts'
import { LEASE_MS, type Reported } from '../log.ts'
import { flaws, scrambled, texts } from '../testing/reply.ts'
import { ana, ben, level, loungeRig, mo, named, sax } from '../testing/rig.ts'
import { presetsWords, statusWords } from './status-words.ts'

type Rig = ReturnType<typeof loungeRig>

const report = (at: number, port: string | null = 'Ventris 24:0'): Reported => ({
  ...{ environment: 'home', device: 'ventris', term: 1, generation: 1, values: {}, port },
  ...{ since: 0, at },
})

const viewOf = (rig: Rig, view: Partial<View> = {}): View => ({
  environment: 'home',
  term: { number: 1, environment: 'home' },
  live: true,
  generation: rig.recent.length,
  state: rig.state,
  reported: [report(rig.now)],
  at: rig.now,
  ...view,
})

const status = (rig: Rig, view: Partial<View> = {}) => statusWords(viewOf(rig, view), devices, rig.now)

const played = () => {
  const rig = loungeRig()
  rig.accepted(ana, named('engine', 'Hall'))
  rig.accepted(ana, named('dial2', 'Large'))
  rig.accepted(ben, level('time', 7))
  return rig
}

test('status says what is on, its levels, who set it, and that the pedal is here', () => {
  expect(status(played())).toBe(
    'On now: Hall by Ana, Time 7, Pre-Delay 0.8, Bass 0.8, Hall Size Large · last turned by Ben · the pedal is here',
  )
})

test('a level shows without an engine too', () => {
  const rig = loungeRig()
  rig.accepted(ana, level('bass', 5))

  expect(status(rig)).toContain('On now: nobody has chosen an engine yet, Bass 5 · last turned by Ana')
})

test('before anyone played there is no engine to name', () => {
  expect(status(loungeRig())).toBe('On now: nobody has chosen an engine yet · the pedal is here')
})

test.each<[string, (now: number) => Reported[]]>([
  ['nobody reports', () => []],
  ['its node has no port', (now) => [report(now, null)]],
  ['its lease is over', (now) => [report(now - LEASE_MS - 1)]],
  ['only another environment reports', (now) => [{ ...report(now), environment: 'replica' }]],
])('the pedal is away when %s', (_, reported) => {
  const rig = played()

  expect(status(rig, { reported: reported(rig.now) })).toContain(
    'the pedal is away, changes will follow when it is back',
  )
})

test('the second engine is told while it sounds', () => {
  const rig = played()
  rig.wait(20_000)
  rig.accepted(ana, named('engine', 'Plate', 'b'))
  expect(status(rig)).not.toContain('Plate')

  rig.accepted(mo, { kind: 'activate', unit: 'b', on: true })

  expect(status(rig)).toContain(' · Reverb B: Plate by Ana · last turned by Mo')
})

test('a device without engines is told when it was the last to be turned', () => {
  const rig = played()
  rig.accepted(ana, named('pan', 'Left'))

  expect(status(rig)).toContain('On now: General MIDI 2 Sound Module, Pan Left · last turned by Ana')
})

test('a lock is told until it ends', () => {
  const rig = played()
  rig.accepted(mo, { kind: 'lock', minutes: 5 })
  expect(status(rig)).toMatch(/locked by Mo for 5 more minutes$/)

  rig.wait(5 * 60_000)

  expect(status(rig)).not.toContain('locked')
})

test('the knobs that wait for the stream say so', () => {
  const rig = played()
  rig.accepted(sax, { kind: 'evening', onlyOnAir: true })

  expect(status(rig)).toMatch(/the knobs open on air$/)
})

test('standby names who plays, and a lounge that is not open says so', () => {
  const rig = played()

  expect(status(rig, { live: false, term: { number: 2, environment: 'replica' } })).toContain(
    'On now: on standby, the pedal is played from replica · Hall',
  )
  expect(status(rig, { live: false, term: null })).toContain('On now: the lounge is not open yet')
})

test('presets are listed with one to say, and when there is none it says how to make one', () => {
  const rig = played()
  expect(presetsWords(viewOf(rig))).toContain('There are no presets yet')

  for (const name of ['Warm Hall', 'Wide']) rig.accepted(mo, { kind: 'preset-save', name })

  expect(presetsWords(viewOf(rig))).toBe('Presets: Warm Hall, Wide — say !preset Warm Hall')
})

test('thirty-two long names still make one line', () => {
  const rig = played()
  for (let index = 0; index < 32; index += 1)
    rig.accepted(mo, { kind: 'preset-save', name: `Preset with long name ${index}`.slice(0, 24) })

  expect(flaws(presetsWords(viewOf(rig)))).toEqual([])
  expect(presetsWords(viewOf(rig))).toMatch(/ and \d+ more — say !preset /)
})

test('status and presets are one clean line, whatever the strings of a view hold', () => {
  const rig = played()
  rig.accepted(mo, { kind: 'preset-save', name: 'Warm Hall' })
  rig.accepted(mo, { kind: 'lock', minutes: null })

  fc.assert(
    fc.property(texts, (strings) => {
      const view = scrambled(viewOf(rig, { live: false }), strings)

      expect(flaws(statusWords(view, devices, rig.now))).toEqual([])
      expect(flaws(presetsWords(view))).toEqual([])
    }),
  )
})
