/** The words of `!help`: short, with an example that works now, and what the dials are today. */

import { engineIn, type Knob, resolve } from '../knob.ts'
import { formatLevel } from '../level.ts'
import { bare, lexicon } from '../lexicon.ts'
import { nearest, normalise, tryFindByName } from '../name.ts'
import type { Engine, Profile } from '../profile.ts'
import { valuesOf } from '../reducer/turns.ts'
import type { State } from '../state.ts'
import { commandTable } from './command-table.ts'
import { called, cleaned, label, line, list } from './plain.ts'
import { knobIn, nameWords } from './turn-words.ts'

export { commandTable } from './command-table.ts'

/** A device as it stands, and the engine of the unit that a plain command means. */
type Now = { profile: Profile; values: ReturnType<typeof valuesOf>; engine: Engine | undefined }

const nowOf =
  (state: State) =>
  (profile: Profile): Now => {
    const values = valuesOf(state, profile.id)
    const unit = profile.units[0]?.id
    return { profile, values, engine: unit === undefined ? undefined : engineIn(profile, values, unit) }
  }

/** "dial1 is Bass" for each dial of an engine. */
const dialsOf = (profile: Profile, engine: Engine): [dial: string, name: string][] =>
  Object.entries(engine.dials).map(([dial, control]) => {
    const knob = knobIn(profile, `${profile.units[0]?.id}.${control}`, engine)
    return [dial, label(knob?.label ?? control)]
  })

/** An engine to try: the first that is not on. */
const another = ({ profile, engine }: Now): string | undefined =>
  profile.engines.find((one) => one !== engine)?.name.toLowerCase()

const MOST_SHOWN = 4 // controls of a device that has no engines

/** What people play with: what an engine change sets back, or simply what is open to viewers. */
const mainControls = ({ resets, controls }: Profile): string[] => {
  const open = [...new Set(controls.filter(({ role }) => role === 'viewer').map(bare))]
  return resets.length === 0 ? open.slice(0, MOST_SHOWN) : open.filter((name) => resets.includes(name))
}

const overview = (now: Now): string => {
  const { profile, engine } = now
  const other = another(now)
  const dials = engine
    ? dialsOf(profile, engine).map(([dial, name]) => `!${dial} 5 (${name})`)
    : [...lexicon(profile).dials.values()].map((dial) => `!${dial} once an engine is chosen`)
  const engines = other === undefined ? [] : [`!engine ${label(other)}`]
  const levels = mainControls(profile).map((name) => `!${name} 7`)
  const parts = [...engines, ...levels, ...dials, '!undo', '!presets', '!status']
  return `Turn the pedal: ${parts.join(' · ')}. Levels go from 0 to 10. More: !help ${label(other === undefined ? 'undo' : 'engine')}`
}

/** Where a control sits today, e.g. " (dial1 in Hall)". */
const whereIs = ({ engine }: Now, { id, unit }: Knob): string => {
  const dial = Object.entries(engine?.dials ?? {}).find(([, control]) => `${unit}.${control}` === id)?.[0]
  return dial && engine ? ` (${dial} in ${label(engine.name)})` : ''
}

const limits = ({ role, viewerMax, min, max }: Knob): string => {
  if (role !== 'viewer') return '; moderators only'
  if (viewerMax === undefined) return ''
  return `; viewers up to ${formatLevel(viewerMax, { min, max })}`
}

const knobHelp = (now: Now, knob: Knob, said: string): string => {
  const names = knob.choices.map(({ name }) => label(name))
  if (knob.isEngine) return `!engine ${label(another(now) ?? '')} chooses the engine: ${list(names, 200)}`
  const example = names.toSorted((a, b) => a.length - b.length)[0]?.toLowerCase() ?? '7'
  const range =
    names.length === 0 ? 'a level from 0 to 10, or a step such as +1' : `${list(names, 120)}, or a level`
  const name = nameWords(now.profile, knob.id, knob.label)
  return `!${said.toLowerCase()} ${example} turns ${name}${whereIs(now, knob)}: ${range}${limits(knob)}`
}

const engineHelp = ({ profile }: Now, engine: Engine): string => {
  const dials = dialsOf(profile, engine).map(([dial, name]) => `!${dial} turns ${name}`)
  return `!engine ${label(engine.name).toLowerCase()}: there ${dials.join(', ')}`
}

/** A name that only other engines know. */
const elsewhere = (now: Now, said: string): string | undefined => {
  const { profile } = now
  const { engines, controls, dials } = lexicon(profile)
  const word = normalise(said)
  if (dials.has(word))
    return `${said} is another control in each engine: choose one first, e.g. !engine ${label(another(now) ?? '')}`
  const own = controls.get(word)
  const having = profile.engines.filter(
    (engine) => engines.get(engine)?.has(word) || (own && engine.meanings[own]),
  )
  const [first] = having
  if (!first) return undefined
  const names = having.map(({ name }) => label(name))
  return `${said} is in ${list(names, 120)}: say !engine ${label(first.name).toLowerCase()} first`
}

const commandHelp = (said: string): string | undefined => {
  const row = commandTable.find(({ name }) => normalise(name) === normalise(said))
  return row && `${row.example}: ${row.what}${row.who === 'viewer' ? '' : ' (moderators)'}`
}

const tryTopic = (now: Now, said: string): string | undefined => {
  const found = resolve(now.profile, now.values, said)
  if ('knob' in found) return knobHelp(now, found.knob, said)
  const engine = tryFindByName(now.profile.engines, said)
  return commandHelp(said) ?? (engine ? engineHelp(now, engine) : elsewhere(now, said))
}

const unknownTopic = (profiles: readonly Profile[], said: string): string => {
  const commands = commandTable.map(({ name }) => name)
  const others = profiles.flatMap((profile) => [
    ...profile.engines.map(({ name }) => name.toLowerCase()),
    ...lexicon(profile).spellings,
  ])
  const guess = nearest(said, [...commands, ...others])
  const meant = guess === undefined ? '.' : ` — did you mean !help ${label(guess)}?`
  return `There is no help on ${called(said)}${meant} Ask about ${list(commands, 150)}, any engine or any dial`
}

/** `topic` is what was said after `!help`; a word nobody knows gets a guess and the topics. */
export const helpWords = (topic: string | undefined, profiles: readonly Profile[], state: State): string => {
  const said = cleaned(topic ?? '') === '' ? '' : label(topic ?? '')
  const all = profiles.map(nowOf(state))
  const [first] = all
  if (said === '' || first === undefined)
    return line(first ? overview(first) : commandTable.map((row) => row.example).join(' · '))
  const found = all.map((now) => tryTopic(now, said)).find((words) => words !== undefined)
  return line(found ?? unknownTopic(profiles, said))
}
