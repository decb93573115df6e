/** A screen made as the lounge makes it: by a commit and a node's report, of which a sketch says what is particular. */
import { defaultValues, engineTurns } from '../lounge/knob.ts'
import { type Change, type Commit, commitId, type Reported } from '../lounge/log.ts'
import type { Engine, Profile } from '../lounge/profile.ts'
import type { Screen } from '../lounge/screen/screen.ts'
import { ScreenTracker } from '../lounge/screen/tracker.ts'
import { type Desk, initialState, type Preset, type Settings, type Values } from '../lounge/state.ts'

export const NOW = Date.UTC(2026, 10, 22, 20)
const TERM = { number: 1, environment: 'home' }
export const GENERATION = 42

export type Made = {
  profile: Profile
  /** @default the first one */
  engine?: Engine | undefined
  /** What was sent; all of `desired` unless something waits. */
  sent?: Values
  desired?: Values
  change?: Partial<Change>
  desk?: Partial<Desk>
  presets?: readonly Preset[]
  report?: Partial<Reported> | null
  commit?: Partial<Commit>
}

type Playing = Made & { engine: Engine; desired: Values }

const settings = (values: Values, by: string): Settings =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, generation: GENERATION, by }]))

export const ana = { platform: 'twitch', id: '7', login: 'ana', name: 'Ana', role: 'viewer' } as const

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
export const playing = (profile: Profile, engine: Engine): Values => {
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

const headOf = ({ profile, desk = {}, change = {}, presets = [], commit, ...rest }: Playing): Commit => ({
  id: commitId(TERM, GENERATION),
  term: TERM,
  kind: 'changes',
  first: GENERATION,
  last: GENERATION,
  at: NOW,
  changes: [changeOf(rest.engine, change)],
  other: null,
  state: {
    devices: { [profile.id]: settings(rest.desired, 'Ana') },
    desk: { ...initialState.desk, ...desk },
    presets: [...presets],
  },
  ...commit,
})

export const made = (sketch: Made): Screen => {
  const { profile, report, engine = profile.engines[0] as Engine } = sketch
  const desired = sketch.desired ?? playing(profile, engine)
  const reported: Reported = {
    ...{ environment: 'home', device: profile.id, term: 1, generation: GENERATION },
    ...{ values: sketch.sent ?? desired, port: 'Virtual Ventris', since: NOW, at: NOW },
    ...report,
  }
  const tracker = new ScreenTracker(profile)
  tracker.snapshot(headOf({ ...sketch, engine, desired }), report === null ? [] : [reported])
  const screen = tracker.screen(NOW)
  if (screen === undefined) throw new Error('a snapshot has a screen')
  return screen
}
