/** Every engine and every state of the overlay, for designers, for tests. */
import type { Change } from '../lounge/log.ts'
import type { Engine, Profile } from '../lounge/profile.ts'
import type { Screen } from '../lounge/screen/screen.ts'
import type { Values } from '../lounge/state.ts'
import { ana, GENERATION, type Made, made, NOW, playing } from './sketch.ts'

/** One picture. `isCut`: the page is cut off right after it. */
export type State = { name: string; about: string; screen: Screen; isLinked: boolean; isCut: boolean }

type Sketch = { about: string; isLinked?: boolean; isCut?: boolean } & Omit<Made, 'profile'>

const engineSketches = ({ engines }: Profile): Record<string, Sketch> =>
  Object.fromEntries(engines.map((engine) => [engine.id, { about: `the engine ${engine.name}`, engine }]))

const time = (from: number, to: number): Partial<Change> => ({
  intent: { kind: 'set', control: 'time', to: { as: 'level', level: 9 } },
  turns: [{ device: 'ventris', control: 'a.time', from, to }],
  label: 'Time',
})

const late = { generation: GENERATION - 1 }

type Cast = { profile: Profile; hall: Engine; shimmer: Engine; was: Values }

const waiting = ({ profile, hall, shimmer, was }: Cast): Record<string, Sketch> => ({
  untouched: {
    about: 'a pedal that nobody has touched',
    desired: {},
    change: { intent: { kind: 'resync' } },
  },
  'pending-knob': {
    about: 'a knob that waits',
    ...{ engine: hall, sent: was, desired: { ...was, 'a.time': 114 } },
    ...{ change: time(89, 114), report: late },
  },
  'pending-engine': {
    about: 'an engine that waits',
    ...{ engine: shimmer, sent: was, desired: playing(profile, shimmer), report: late },
  },
  undo: {
    about: 'an undo',
    engine: hall,
    change: { ...time(114, 89), intent: { kind: 'undo' }, undoes: GENERATION - 1 },
  },
})

const standing = ({ hall }: Cast): Record<string, Sketch> => ({
  lag: { about: 'the reports come late', engine: hall, report: { at: NOW - 9_000 } },
  'changing-over': {
    about: 'the pedal is handed to another environment',
    ...{ engine: hall, commit: { kind: 'closing', other: 'replica' } },
  },
  cut: { about: 'the page is cut off', engine: hall, isCut: true },
  deaf: { about: 'the log is not heard', engine: hall, isLinked: false },
})

const pedal = ({ profile: { activation }, hall, shimmer, was }: Cast): Record<string, Sketch> => ({
  away: { about: 'the pedal’s node is not heard', engine: hall, report: { at: 0 } },
  'no-port': { about: 'the pedal is unplugged', engine: hall, report: { port: null } },
  both: {
    about: 'both reverbs sound',
    engine: hall,
    desired: {
      ...was,
      'b.engine': shimmer.value,
      ...(activation && { [activation.control]: activation.both }),
    },
  },
})

const desk = ({ hall }: Cast): Record<string, Sketch> => ({
  lock: { about: 'the desk is locked', engine: hall, desk: { lock: { by: 'Mo', until: null } } },
  player: { about: 'another player', engine: hall, desk: { player: 'JC' } },
  help: { about: 'the help card', engine: hall, desk: { card: { topic: '', at: NOW } } },
  topic: { about: 'a topic’s card', engine: hall, desk: { card: { topic: 'shimmer', at: NOW } } },
})

const LONGEST_NAME = 'Wolfeschlegelsteinhausen9'
const LONGEST_PRESET = 'the longest night of them'

const named = ({ profile, hall, shimmer, was }: Cast): Record<string, Sketch> => ({
  preset: {
    about: 'a preset',
    ...{ engine: hall, presets: [{ name: 'big night', device: profile.id, values: was, by: 'Mo' }] },
    change: { intent: { kind: 'preset-recall', name: 'big night' }, label: 'big night' },
  },
  names: {
    about: 'a name that the house’s letters do not have',
    ...{ engine: hall, change: { who: { ...ana, name: 'Zoë 音楽' } } },
  },
  long: {
    about: 'the longest names there are',
    ...{ engine: shimmer, report: late },
    desk: { lock: { by: LONGEST_NAME, until: null } },
    presets: [{ name: LONGEST_PRESET, device: profile.id, values: playing(profile, shimmer), by: 'Mo' }],
    change: {
      ...{ who: { ...ana, name: LONGEST_NAME }, intent: { kind: 'preset-recall', name: LONGEST_PRESET } },
      label: LONGEST_PRESET,
    },
  },
})

const stateSketches = (profile: Profile): Record<string, Sketch> => {
  const engine = (id: string) => profile.engines.find((one) => one.id === id)
  const [hall, shimmer] = [engine('hall'), engine('shimmer')]
  if (hall === undefined || shimmer === undefined) return {}
  const cast = { profile, hall, shimmer, was: playing(profile, hall) }
  return { ...waiting(cast), ...pedal(cast), ...standing(cast), ...desk(cast), ...named(cast) }
}

export const galleryOf = (profile: Profile): readonly State[] =>
  Object.entries({ ...engineSketches(profile), ...stateSketches(profile) }).map(
    ([name, { about, isLinked = true, isCut = false, ...sketch }]) => ({
      ...{ name, about, isLinked, isCut },
      screen: made({ profile, ...sketch }),
    }),
  )
