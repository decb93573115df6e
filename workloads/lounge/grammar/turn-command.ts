/** Commands that turn a knob: `!time 7`, `!engine b plate`, `!dial2 large`, `!engine b off`. */

import { MAX_LEVEL } from '../level.ts'
import { bare, lexicon } from '../lexicon.ts'
import { normalise, tryFindByName } from '../name.ts'
import type { Choice, Profile } from '../profile.ts'
import type { Target } from '../request.ts'
import { clean, cleaned } from '../words/plain.ts'
import { ask, type Command, fault } from './command.ts'
import { isLikeNumber, type Said, tryReadNumber } from './number.ts'
import { tryLeading } from './vocabulary.ts'

type Turning = { control: string; unit: string | undefined; rest: string; profiles: readonly Profile[] }

const turn = ({ control, unit }: Turning, to: Target): Command =>
  ask({ kind: 'set', control, to, ...(unit === undefined ? {} : { unit }) })

const isEngine = ({ control, profiles }: Turning) =>
  profiles.some((profile) => lexicon(profile).controls.get(normalise(control)) === 'engine')

/** The positions that this control has, a set an engine: which engine is on is for the reducer to know. */
const positions = (profile: Profile, control: string): (readonly Choice[])[] => {
  const { controls, dials, engines } = lexicon(profile)
  const word = normalise(control)
  const own = controls.get(word)
  const dial = dials.get(word)
  const meanings = profile.engines.map((engine) => {
    const name = engines.get(engine)?.get(word) ?? (dial && engine.dials[dial]) ?? own
    return name === undefined ? undefined : engine.meanings[name]?.choices
  })
  const plain = profile.controls.filter((one) => bare(one) === own).map(({ choices }) => choices)
  return [...new Set([...plain, ...meanings])].filter((choices) => choices !== undefined)
}

/** "room please" is Room: the longest start that is a name, else the whole for the reducer to guess at. */
const named = (
  items: Parameters<typeof tryFindByName>[0],
  rest: string,
): { name: string; exact: boolean } => {
  const found = tryLeading((said) => tryFindByName(items, said), rest.split(' '))
  return { name: found?.name ?? clean(rest), exact: found !== undefined }
}

const engine = (turning: Turning): Command => {
  const { unit, rest, profiles } = turning
  const [first = ''] = rest.split(' ')
  const word = normalise(first)
  const canSwitch = profiles.some(
    ({ activation }) => unit !== undefined && activation?.solo[unit] !== undefined,
  )
  if (unit !== undefined && canSwitch && (word === 'on' || word === 'off'))
    return ask({ kind: 'activate', unit, on: word === 'on' })
  const engines = profiles.flatMap((profile) => profile.engines)
  const { name } = named(engines, rest)
  if (cleaned(rest) === '')
    return fault({ fault: 'needs-engine', unit, known: engines.map((one) => one.name) })
  return turn(turning, { as: 'name', name })
}

/** As it is said after the prefix. */
const spoken = ({ control, unit }: Turning) => (unit === undefined ? control : `${control} ${unit}`)

/** A number that was read: a level, or a step where it had a sign. */
const number = (turning: Turning, { sign, amount }: Said): Command => {
  const isLevel = sign === undefined
  if (amount > MAX_LEVEL)
    return fault({ fault: isLevel ? 'level-out-of-range' : 'step-out-of-range', control: spoken(turning) })
  return turn(
    turning,
    isLevel ? { as: 'level', level: amount } : { as: 'step', by: amount === 0 ? 0 : sign * amount },
  )
}

/** A position, or a word that may be one: the reducer guesses at those. */
const position = (turning: Turning, sets: (readonly Choice[])[]): Command => {
  const { rest } = turning
  const { name, exact } = named(sets.flat(), rest)
  const isName = exact || (sets.length > 0 && !isLikeNumber(rest) && name !== '')
  const said = cleaned(rest) === rest ? clean(rest) : ''
  return isName
    ? turn(turning, { as: 'name', name })
    : fault({ fault: 'bad-level', control: spoken(turning), said })
}

const level = (turning: Turning): Command => {
  const { control, rest, profiles } = turning
  const sets = profiles.flatMap((profile) => positions(profile, control))
  const choices = (sets.length === 1 ? sets : []).flat().map((choice) => choice.name)
  if (rest === '') return fault({ fault: 'needs-level', control: spoken(turning), choices })
  const said = tryReadNumber(rest)
  return said ? number(turning, said) : position(turning, sets)
}

export const turnCommand = (turning: Turning): Command =>
  isEngine(turning) ? engine(turning) : level(turning)
