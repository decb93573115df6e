import { expect, test } from 'vitest'
import { ventris } from '../../../lounge/devices/index.ts'
import type { Change, Turn } from '../../../lounge/log.ts'
import { initialState } from '../../../lounge/state.ts'
import { emptyPage, type PageState } from '../store.ts'
import { changeWords } from './change-words.ts'
import { hex } from './wire.ts'

const page = (engine: number): PageState => ({
  ...emptyPage,
  setup: {
    profiles: [ventris],
    personas: [],
    bot: '',
    channel: '',
    switches: true,
    keyed: true,
    twitch: null,
    irc: '',
  },
  view: {
    environment: 'home',
    term: null,
    live: true,
    generation: 1,
    reported: [],
    at: 0,
    state: {
      ...initialState,
      devices: { ventris: { 'a.engine': { value: engine, generation: 1, by: 'Ana' } } },
    },
  },
})

const turn = (control: string, from: number | null, to: number | null): Turn => ({
  device: 'ventris',
  control,
  from,
  to,
})

const change = (more: Partial<Change>): Change => ({
  id: 'x',
  generation: 1,
  correlation: 'c',
  source: 'chat',
  who: { platform: 'console', id: '1', login: 'ana', name: 'Ana', role: 'viewer' },
  at: 0,
  intent: { kind: 'set', control: 'time', to: { as: 'level', level: 7 } },
  turns: [],
  label: '',
  limited: false,
  ...more,
})

test('an engine is named, and the resets that hang on it are counted', () => {
  const turns = [turn('a.engine', 0, 7), turn('a.time', 89, 10), turn('a.predelay', null, 10)]

  expect(changeWords(change({ label: 'Engine', turns }), page(7))).toEqual({
    what: 'Engine',
    from: 'Room',
    to: 'Shimmer',
    more: 2,
  })
})

test('a level is read in levels, and what was never sent is untouched', () => {
  const words = changeWords(change({ label: 'Time', turns: [turn('a.time', null, 89)] }), page(7))

  expect(words).toEqual({ what: 'Time', from: 'untouched', to: '7', more: 0 })
})

test('a knob of the second engine is named as one, a preset as itself', () => {
  const turns = [turn('b.time', 64, 89)]
  const undo = { kind: 'undo' } as const

  expect(changeWords(change({ label: 'Time', turns }), page(0)).what).toBe('Time B')
  expect(changeWords(change({ label: 'Time', turns, intent: undo }), page(0)).what).toBe('undid Time B')
  expect(changeWords(change({ label: 'warm', turns, intent: undo }), page(0)).what).toBe('undid warm')
})

test('a dial is read by what it is in the engine', () => {
  const words = changeWords(change({ label: 'Hall Size', turns: [turn('a.size', 0, 4)] }), page(1))

  expect(words).toMatchObject({ from: 'Normal', to: 'Enormo-Hall' })
})

test('a change of the desk is told without a from and a to', () => {
  const words = changeWords(change({ intent: { kind: 'lock', minutes: 5 } }), page(1))

  expect(words).toEqual({ what: 'locked the desk', from: '', to: '', more: 0 })
})

test('a raw control change is told by its number', () => {
  const momentary = { device: 'ventris', cc: 93, value: 1 }
  const words = changeWords(change({ intent: { kind: 'raw', cc: 93, value: 1 }, momentary }), page(1))

  expect(words.what).toBe('CC 93 = 1')
})

test('bytes are written in hex as the specification writes them', () => {
  expect(hex([0xb0, 1, 7])).toBe('B0 01 07')
})
