/** Every engine and every state of the overlay, made as the lounge makes them: by changes and a node's report. */
import { defaultValues, engineTurns } from '../lounge/knob.ts'
import { type Change, type Commit, commitId, type Reported } from '../lounge/log.ts'
import type { Engine, Profile } from '../lounge/profile.ts'
import type { Screen } from '../lounge/screen/screen.ts'
import { ScreenTracker } from '../lounge/screen/tracker.ts'
import { type Desk, initialState, type Settings, type Values } from '../lounge/state.ts'

/** One picture. `isCut`: the page is cut off right after it. */
export type State = { name: string; about: string; screen: Screen; isLinked: boolean; isCut: boolean }

const NOW = Date.UTC(2026, 10, 22, 20)
const TERM = { number: 1, environment: 'home' }
const GENERATION = 42

type Made = {
  profile: Profile
  /** @default the first one */
  engine?: Engine | undefined
  /** What was sent; all of `desired` unless something waits. */
  sent?: Values
  desired?: Values
  change?: Partial<Change>
  desk?: Partial<Desk>
  report?: Partial<Reported> | null
}

const settings = (values: Values, by: string): Settings =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, generation: GENERATION, by }]))

const ana = { platform: 'twitch', id: '7', login: 'ana', name: 'Ana', role: 'viewer' } as const

const changeOf = (engine: Engine, given: Partial<Change>): Change => ({
  id: 'line',
  generation: GENERATION,
  correlation: 'line',
  source: 'chat',
  who: ana,
  at: NOW,
  intent: { kind: 'set', control: 'engine', to: { as: 'name', name: engine.id } },
  turns: [{ device: 'ventris', control: 'a.engine', from: null, to: engine.value }],
  label: 'Engine',
  limited: false,
  ...given,
})

/** An engine as it plays: its dials turned up a little, so that every knob says something. */
const playing = (profile: Profile, engine: Engine): Values => {
  const turned = Object.entries(engineTurns(profile, engine, 'a')).flatMap(([id, value]) =>
    value === null ? [] : [[id, value] as const],
  )
  const dials = Object.values(engine.dials).map((name, index) => {
    const max = engine.meanings[name]?.max ?? 127
    return [`a.${name}`, Math.round(max * (index === 0 ? 0.4 : 0.75))] as const
  })
  const knobs = { 'a.engine': engine.value, 'a.time': 89, 'a.predelay': 25 }
  return { ...defaultValues(profile), ...Object.fromEntries([...turned, ...dials]), ...knobs }
}

const made = ({ profile, report, desk = {}, change = {}, ...rest }: Made): Screen => {
  const engine = rest.engine ?? (profile.engines[0] as Engine)
  const desired = rest.desired ?? playing(profile, engine)
  const tracker = new ScreenTracker(profile)
  const head: Commit = {
    id: commitId(TERM, GENERATION),
    term: TERM,
    kind: 'changes',
    first: GENERATION,
    last: GENERATION,
    at: NOW,
    changes: [changeOf(engine, change)],
    other: null,
    state: {
      ...initialState,
      devices: { [profile.id]: settings(desired, 'Ana') },
      desk: { ...initialState.desk, ...desk },
    },
  }
  const reported: Reported = {
    ...{ environment: 'home', device: profile.id, term: 1, generation: GENERATION },
    ...{ values: rest.sent ?? desired, port: 'Virtual Ventris', since: NOW, at: NOW },
    ...report,
  }
  tracker.snapshot(head, report === null ? [] : [reported])
  const screen = tracker.screen(NOW)
  if (screen === undefined) throw new Error('a snapshot has a screen')
  return screen
}

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
  cut: { about: 'the page is cut off', engine: hall, isCut: true },
  deaf: { about: 'the log is not heard', engine: hall, isLinked: false },
})

const desk = ({ hall }: Cast): Record<string, Sketch> => ({
  lock: { about: 'the desk is locked', engine: hall, desk: { lock: { by: 'Mo', until: null } } },
  player: { about: 'another player', engine: hall, desk: { player: 'JC' } },
  help: { about: 'the help card', engine: hall, desk: { card: { topic: '', at: NOW } } },
  topic: { about: 'a topic’s card', engine: hall, desk: { card: { topic: 'shimmer', at: NOW } } },
  names: {
    about: 'a name that the house’s letters do not have',
    ...{ engine: hall, change: { who: { ...ana, name: 'Zoë 音楽' } } },
  },
})

const stateSketches = (profile: Profile): Record<string, Sketch> => {
  const engine = (id: string) => profile.engines.find((one) => one.id === id)
  const [hall, shimmer] = [engine('hall'), engine('shimmer')]
  if (hall === undefined || shimmer === undefined) return {}
  const cast = { profile, hall, shimmer, was: playing(profile, hall) }
  return { ...waiting(cast), ...pedal(cast), ...desk(cast) }
}

export const galleryOf = (profile: Profile): readonly State[] =>
  Object.entries({ ...engineSketches(profile), ...stateSketches(profile) }).map(
    ([name, { about, isLinked = true, isCut = false, ...sketch }]) => ({
      ...{ name, about, isLinked, isCut },
      screen: made({ profile, ...sketch }),
    }),
  )
