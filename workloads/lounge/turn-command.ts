/** Commands that turn a knob: `!time 7`, `!engine b plate`, `!dial2 large`, `!engine b off`. */
import type { Command } from './command.ts'
import type { Fault } from './fault.ts'
import { MAX_LEVEL } from './level.ts'
import { lexicon } from './lexicon.ts'
import { normalise, tryFindByName } from './name.ts'
import { isLikeNumber, tryReadNumber } from './number.ts'
import { clean, cleaned } from './plain.ts'
import type { Choice, Profile } from './profile.ts'
import type { Target } from './request.ts'
import { tryLeading } from './vocabulary.ts'

type Turning = { control: string; unit: string | undefined; rest: string; profiles: readonly Profile[] }

const fault = (it: Fault): Command => ({ do: 'fault', fault: it })

const ask = ({ control, unit }: Turning, to: Target): Command => ({
  do: 'ask',
  intent: { kind: 'set', control, to, ...(unit === undefined ? {} : { unit }) },
})

const isEngine = ({ control, profiles }: Turning) =>
  profiles.some((profile) => lexicon(profile).controls.get(normalise(control)) === 'engine')

/** The positions that this control has in any engine: which engine is on is for the reducer to know. */
const positions = (profile: Profile, control: string): readonly Choice[] => {
  const { controls, dials, engines } = lexicon(profile)
  const word = normalise(control)
  const own = controls.get(word)
  const dial = dials.get(word)
  const meanings = profile.engines.flatMap((engine) => {
    const name = engines.get(engine)?.get(word) ?? (dial && engine.dials[dial]) ?? own
    return (name !== undefined && engine.meanings[name]?.choices) || []
  })
  const plain = profile.controls.filter(({ id, unit }) => id === (unit ? `${unit}.${own}` : own))
  return [...plain.flatMap(({ choices = [] }) => choices), ...meanings]
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
    return { do: 'ask', intent: { kind: 'activate', unit, on: word === 'on' } }
  const engines = profiles.flatMap((profile) => profile.engines)
  const { name } = named(engines, rest)
  if (cleaned(rest) === '')
    return fault({ fault: 'needs-engine', unit, known: engines.map((one) => one.name) })
  return ask(turning, { as: 'name', name })
}

/** A number that was read: a level, or a step where it had a sign. */
const number = (turning: Turning, said: { sign: 1 | -1 | undefined; amount: number }): Command => {
  const { control, unit } = turning
  const where = { control: spoken(control, unit), said: clean(turning.rest) }
  if (said.sign === undefined)
    return said.amount > MAX_LEVEL
      ? fault({ fault: 'level-out-of-range', ...where })
      : ask(turning, { as: 'level', level: said.amount })
  if (said.amount > MAX_LEVEL) return fault({ fault: 'step-out-of-range', ...where })
  return ask(turning, { as: 'step', by: said.amount === 0 ? 0 : said.sign * said.amount })
}

/** As it is said after the prefix. */
const spoken = (control: string, unit: string | undefined) =>
  unit === undefined ? control : `${control} ${unit}`

const level = (turning: Turning): Command => {
  const { control, unit, rest, profiles } = turning
  const choices = profiles.flatMap((profile) => positions(profile, control))
  const said = tryReadNumber(rest)
  if (said) return number(turning, said)
  const { name, exact } = named(choices, rest)
  const where = { control: spoken(control, unit) }
  if (rest === '')
    return fault({ fault: 'needs-level', ...where, choices: choices.map((choice) => choice.name) })
  const isName = exact || (choices.length > 0 && !isLikeNumber(rest) && name !== '')
  return isName
    ? ask(turning, { as: 'name', name })
    : fault({ fault: 'bad-level', ...where, said: clean(rest) })
}

export const turnCommand = (turning: Turning): Command =>
  isEngine(turning) ? engine(turning) : level(turning)
