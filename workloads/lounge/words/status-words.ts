/** The words of `!status` and `!presets`: what is on, who set it, whether the pedal is there. */
import type { View } from '../answer.ts'
import { knob } from '../knob.ts'
import { engineId } from '../lexicon.ts'
import { isThere } from '../log.ts'
import type { Profile, Unit } from '../profile.ts'
import { valuesOf } from '../reducer/turns.ts'
import { lockAt, type Setting, type Settings, type Time } from '../state.ts'
import { called, label, line, list } from './plain.ts'
import { untilWords } from './refusal-words.ts'
import { knobIn, nameWords, valueWords } from './turn-words.ts'

type Shown = { profile: Profile; settings: Settings; values: Record<string, number> }

const newest = (settings: Settings): Setting | undefined =>
  Object.values(settings).reduce<Setting | undefined>(
    (last, setting) => (last && last.generation >= setting.generation ? last : setting),
    undefined,
  )

/** The device that was turned last, or the lounge's first. */
const shownOf = ({ state }: View, profiles: readonly Profile[]): Shown | undefined => {
  const all = profiles.map((profile) => ({
    profile,
    settings: state.devices[profile.id] ?? {},
    values: valuesOf(state, profile.id),
  }))
  const age = ({ settings }: Shown) => newest(settings)?.generation ?? -1
  return all.reduce<Shown | undefined>((best, one) => (best && age(best) >= age(one) ? best : one), undefined)
}

/** What an engine change sets back is what people play with, so it comes before the unit's other controls. */
const controlsOf = ({ profile, settings }: Shown, unit: Unit | undefined): string[] => {
  if (unit === undefined) return Object.keys(settings)
  const own = profile.controls.filter((control) => control.unit === unit.id).map(({ id }) => id)
  const engine = profile.engines.find(({ value }) => value === settings[engineId(unit.id)]?.value)
  const main = profile.resets.map((name) => `${unit.id}.${engine?.dials[name] ?? name}`)
  return [...new Set([...main, ...own])].filter((id) => id !== engineId(unit.id))
}

const levels = ({ profile, values, settings }: Shown, ids: readonly string[]): string[] =>
  ids.flatMap((id) => {
    const found = settings[id] && knob(profile, values, id)
    return found
      ? [`${nameWords(profile, id, found.label)} ${valueWords(found, settings[id]?.value ?? 0)}`]
      : []
  })

const engineWords = ({ profile, settings }: Shown, unit: Unit): string | undefined => {
  const setting = settings[engineId(unit.id)]
  if (!setting) return undefined
  return `${valueWords(knobIn(profile, engineId(unit.id), undefined), setting.value)} by ${called(setting.by, 'somebody')}`
}

/** Another unit's engine, while the device is set to let it sound. */
const otherUnits = (shown: Shown, units: readonly Unit[]): string[] => {
  const { activation, units: all } = shown.profile
  const mode = activation && shown.values[activation.control]
  if (mode === undefined || mode === activation?.solo[all[0]?.id ?? '']) return []
  return units.flatMap((unit) => {
    const engine = engineWords(shown, unit)
    return engine === undefined ? [] : [`${label(unit.label)}: ${engine}`]
  })
}

const MOST_LEVELS = 6

const sound = (shown: Shown): string[] => {
  const [first, ...others] = shown.profile.units
  const engine = first && (engineWords(shown, first) ?? 'nobody has chosen an engine yet')
  const main = levels(shown, controlsOf(shown, first)).slice(0, MOST_LEVELS)
  const last = newest(shown.settings)
  return [
    [engine ?? label(shown.profile.name), ...main].join(', '),
    ...otherUnits(shown, others),
    ...(last ? [`last turned by ${called(last.by, 'somebody')}`] : []),
  ]
}

const pedal = ({ reported, term, environment }: View, profile: Profile, now: Time): string => {
  const serving = term?.environment ?? environment
  const report = reported.find((one) => one.device === profile.id && one.environment === serving)
  return isThere(report, now) ? 'the pedal is here' : 'the pedal is away, changes will follow when it is back'
}

const desk = ({ state: { desk } }: View, now: Time): string[] => {
  const { evening, onAir } = desk
  const lock = lockAt(desk, now)
  return [
    lock
      ? [
          `locked by ${called(lock.by, 'a moderator')}${lock.until === null ? '' : ` ${untilWords(lock.until, now)}`}`,
        ]
      : [],
    evening.onlyOnAir && onAir !== true ? ['the knobs open on air'] : [],
  ].flat()
}

const serving = ({ live, term }: View): string[] => {
  if (term === null) return ['the lounge is not open yet']
  return live ? [] : [`on standby, the pedal is played from ${called(term.environment)}`]
}

export const statusWords = (view: View, profiles: readonly Profile[], now: Time): string => {
  const shown = shownOf(view, profiles)
  const parts = shown ? [...sound(shown), pedal(view, shown.profile, now)] : []
  return line(`On now: ${[...serving(view), ...parts, ...desk(view, now)].join(' · ')}`)
}

export const presetsWords = ({ state: { presets } }: View): string => {
  const [first] = presets
  if (!first) return 'There are no presets yet; a moderator makes one with !preset save warm hall'
  const names = presets.map(({ name }) => called(name))
  return line(`Presets: ${list(names, 220)} — say !preset ${called(first.name)}`)
}
