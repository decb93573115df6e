/** What can be said after the prefix: the lounge's own commands and every control's names, the longest match first. */
import { index, lexicon, namesOf } from '../lexicon.ts'
import { nearest, normalise } from '../name.ts'
import type { Profile } from '../profile.ts'

/** Commands that turn no knob. */
const DESK_COMMANDS = [
  'undo',
  'preset',
  'presets',
  'status',
  'help',
  'player',
  'lock',
  'unlock',
  'mute',
  'unmute',
  'reset',
  'resync',
] as const
export type DeskCommand = (typeof DESK_COMMANDS)[number]

/** A word people try for the engine; profiles name the others. */
const FOR_ENGINE = 'fx'

/** Commands of other bots that are one slip from ours: guessing at them would be chatter. */
const OTHERS = new Set(['play', 'timer', 'mods', 'stats', 'unlurk'])

/** `control` is as people say it; `unit` only where it was said. */
type Meant = { desk: DeskCommand } | { control: string; unit: string | undefined }

type Entry = readonly [spelling: string, meant: Meant]

/** A control of one unit can be said with the unit: `timeb`, `time b`, `b.time`. The whole device's can't. */
const withUnits = (profile: Profile): Entry[] => {
  const whole = profile.controls.filter(({ unit }) => unit === undefined)
  const names = new Set(whole.flatMap((control) => namesOf(control).map(normalise)))
  const ofUnits = lexicon(profile).spellings.filter((spelling) => !names.has(normalise(spelling)))
  return profile.units.flatMap(({ id }) =>
    ofUnits.flatMap((control): Entry[] => [
      [`${control} ${id}`, { control, unit: id }],
      [`${id} ${control}`, { control, unit: id }],
    ]),
  )
}

const plainly = (control: string): Entry => [control, { control, unit: undefined }]

const engineWords = (profiles: readonly Profile[]): Entry[] => [
  [FOR_ENGINE, { control: 'engine', unit: undefined }],
  ...profiles.flatMap(({ units }) =>
    units.map(({ id }): Entry => [`${FOR_ENGINE} ${id}`, { control: 'engine', unit: id }]),
  ),
]

const build = (profiles: readonly Profile[]): ReadonlyMap<string, Meant> =>
  index([
    ...DESK_COMMANDS.map((desk): Entry => [desk, { desk }]),
    ...profiles.flatMap((profile) => lexicon(profile).spellings.map(plainly)),
    ...profiles.flatMap(withUnits),
    ...(profiles.some(({ engines }) => engines.length > 0) ? engineWords(profiles) : []),
  ])

const built = new WeakMap<readonly Profile[], ReadonlyMap<string, Meant>>()

const vocabulary = (profiles: readonly Profile[]) => {
  const known = built.get(profiles) ?? build(profiles)
  built.set(profiles, known)
  return known
}

const LONGEST = 6 // words in a name: "pre-delay feedback high cut b", and one to spare

/** `-` and `+` begin a step, and a word of signs only is no part of a name. */
const isWord = (word: string) => !/^[+\-−–]/.test(word) && normalise(word) !== ''

type Match = { meant: Meant; rest: string }

/** The longest name that the words begin with, written together or apart, and what follows it. */
export const tryMatch = (profiles: readonly Profile[], words: readonly string[]): Match | undefined => {
  const names = vocabulary(profiles)
  for (let count = Math.min(LONGEST, words.length); count > 0; count -= 1) {
    if (!isWord(words[count - 1] ?? '')) continue
    const meant = names.get(normalise(words.slice(0, count).join('')))
    if (meant) return { meant, rest: words.slice(count).join(' ') }
  }
  return undefined
}

/** `!time 7 b`, `!engine plate b`: who says the unit after the value means it all the same. */
export const tryLateUnit = (profiles: readonly Profile[], { meant, rest }: Match): Match | undefined => {
  if ('desk' in meant || meant.unit !== undefined) return undefined
  const [value = '', ...more] = rest.split(' ')
  // The first unit is meant anyway, and "a" is a word.
  const others = profiles.flatMap(({ units }) => units.slice(1).map(({ id }) => id))
  const at = more.findIndex((word) => others.includes(normalise(word)))
  const unit = vocabulary(profiles).get(normalise(`${meant.control}${more[at] ?? ''}`))
  return at < 0 || unit === undefined
    ? undefined
    : { meant: unit, rest: [value, ...more.toSpliced(at, 1)].join(' ') }
}

/** The start of the words that is, exactly, the name of an item; longest first. */
export const tryLeading = <T>(
  find: (said: string) => T | undefined,
  words: readonly string[],
): T | undefined => {
  for (let count = Math.min(LONGEST, words.length); count > 0; count -= 1) {
    const found = find(words.slice(0, count).join(' '))
    if (found) return found
  }
  return undefined
}

/** What was probably meant, as it is said; undefined when the words are somebody else's. */
export const tryGuess = (profiles: readonly Profile[], words: readonly string[]): string | undefined => {
  const [first = '', second = ''] = words
  if (OTHERS.has(normalise(first))) return undefined
  const spoken = [...DESK_COMMANDS, ...profiles.flatMap((profile) => lexicon(profile).spellings)]
  const together = /^\p{L}/u.test(second) ? nearest(first + second, spoken) : undefined
  return together ?? nearest(first, spoken)
}
