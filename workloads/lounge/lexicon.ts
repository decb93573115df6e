/** What can be said of a profile's controls, worked out once a profile. */
import { normalise } from './name.ts'
import type { Control, Engine, Profile } from './profile.ts'

/** A control's id without its unit: `a.time` and `b.time` are both `time`. */
export const bare = ({ id, unit }: Pick<Control, 'id' | 'unit'>): string =>
  unit === undefined ? id : id.slice(unit.length + 1)

/** The id of the control that chooses a unit's engine. */
export const engineId = (unit: string): string => `${unit}.engine`

export const isEngineId = (id: string): boolean => id.endsWith('.engine')

/** Words are normalised; what they mean is a control by its bare name. */
export type Lexicon = {
  /** Full ids, e.g. `a.time`, which say the unit too. */
  readonly ids: ReadonlyMap<string, Control>
  readonly controls: ReadonlyMap<string, string>
  /** What each engine calls its controls. */
  readonly engines: ReadonlyMap<Engine, ReadonlyMap<string, string>>
  /** What each dial is called, e.g. `dial1`, on any engine. */
  readonly dials: ReadonlyMap<string, string>
  /** All of it as people type it. */
  readonly spellings: readonly string[]
}

/** A control's names in any engine. */
export const namesOf = (control: Control) => [bare(control), control.label, ...(control.aliases ?? [])]

/** By their normalised names; the first to claim a word has it. */
export const index = <T>(entries: Iterable<readonly [string, T]>): ReadonlyMap<string, T> => {
  const words = new Map<string, T>()
  for (const [name, meant] of entries) {
    const word = normalise(name)
    if (!words.has(word)) words.set(word, meant)
  }
  return words
}

const meaningNames = ({ meanings }: Engine) =>
  Object.entries(meanings).flatMap(([name, { label, aliases = [] }]) =>
    [label, ...aliases].map((called) => [called, name] as const),
  )

const dialNames = (profile: Profile) => [
  ...new Set(profile.engines.flatMap((engine) => Object.keys(engine.dials))),
]

const spellings = (profile: Profile) => {
  const all = [
    ...profile.controls.map((control) => bare(control)),
    ...dialNames(profile),
    ...profile.engines.flatMap(meaningNames).map(([called]) => called),
    ...profile.controls.flatMap(namesOf),
  ]
  return [...index(all.map((called) => [called, called.toLowerCase()])).values()]
}

const build = (profile: Profile): Lexicon => ({
  ids: index(profile.controls.map((control) => [control.id, control])),
  controls: index(
    profile.controls.flatMap((control) => namesOf(control).map((n) => [n, bare(control)] as const)),
  ),
  engines: new Map(profile.engines.map((engine) => [engine, index(meaningNames(engine))])),
  dials: index(dialNames(profile).map((dial) => [dial, dial])),
  spellings: spellings(profile),
})

const built = new WeakMap<Profile, Lexicon>()

export const lexicon = (profile: Profile): Lexicon => {
  const known = built.get(profile) ?? build(profile)
  built.set(profile, known)
  return known
}
