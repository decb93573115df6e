/** What OBS should be by what is confirmed: a list of things to set, each on its own. Pure. */
import { PLACES, type Place, type Screen } from '../lounge/screen/screen.ts'
import type { Condition, ObsMap, Setting } from './map.ts'

type SettingValue = number | boolean

export type Wanted =
  | { kind: 'text'; source: string; text: string }
  /** One of `among` is on air; any other scene is the streamer's own and stays. */
  | { kind: 'scene'; scene: string; among: readonly string[] }
  | { kind: 'visible'; scene: string; source: string; isVisible: boolean }
  | { kind: 'filter'; source: string; filter: string; settings: Readonly<Record<string, SettingValue>> }

/** Nobody knows. */
const UNKNOWN = '–'

const knobAt = ({ knobs }: Screen, place: Place) => knobs.find((knob) => knob.place === place)

const wordsOf = (screen: Screen): Readonly<Record<string, string>> => ({
  engine: screen.engine.sent?.name ?? UNKNOWN,
  unit: screen.unit,
  preset: screen.preset ?? UNKNOWN,
  player: screen.player,
  who: screen.deed?.who ?? UNKNOWN,
  what: screen.deed === null ? UNKNOWN : [screen.deed.what, screen.deed.to].filter(Boolean).join(' '),
  device: screen.device,
  ...Object.fromEntries(PLACES.map((place) => [place, knobAt(screen, place)?.sent?.text ?? UNKNOWN])),
  ...Object.fromEntries(PLACES.map((place) => [`${place}.label`, knobAt(screen, place)?.label ?? place])),
})

const filled = (template: string, words: Readonly<Record<string, string>>) =>
  template.replace(/\{([^{}]*)\}/g, (_, word: string) => words[word] ?? UNKNOWN)

/** What each part of a condition asks. A part that is not said asks nothing. */
const CHECKS: { [K in keyof Condition]-?: (said: NonNullable<Condition[K]>, screen: Screen) => boolean } = {
  engine: (ids, { engine }) => engine.sent !== null && ids.includes(engine.sent.id),
  preset: (name, { preset }) => preset === name,
  pedal: (pedal, screen) => screen.pedal === pedal,
  locked: (locked, { lock }) => (lock !== null) === locked,
  pending: (pending, screen) => screen.pending > 0 === pending,
  card: (shown, { card }) => (card !== null) === shown,
}

const holds = (when: Condition, screen: Screen) =>
  Object.entries(when).every(([part, said]) => CHECKS[part as keyof Condition](said as never, screen))

const channels = (colour: string) =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number, number]

/** OBS writes colours as 0xAABBGGRR. */
export const obsColour = ([red, green, blue]: readonly [number, number, number]) =>
  ((0xff << 24) | (blue << 16) | (green << 8) | red) >>> 0

const plainValue = (value: number | boolean | string): SettingValue =>
  typeof value === 'string' ? obsColour(channels(value)) : value

const between = (from: number | string, to: number | string, at: number): number => {
  if (typeof from === 'number' && typeof to === 'number')
    return Math.round((from + (to - from) * at) * 1000) / 1000
  const [low, high] = [channels(String(from)), channels(String(to))]
  const mixed = low.map((one, i) => Math.round(one + ((high[i] ?? one) - one) * at))
  return obsColour(mixed as [number, number, number])
}

/** Undefined while nobody knows: then it stays as it is. */
const figureOf = (setting: Setting, screen: Screen): SettingValue | undefined => {
  if ('always' in setting) return plainValue(setting.always)
  if ('byEngine' in setting) {
    const value = setting.byEngine[screen.engine.sent?.id ?? '']
    return value === undefined ? undefined : plainValue(value)
  }
  const at = knobAt(screen, setting.by)?.sent?.at
  return at === undefined ? undefined : between(setting.from, setting.to, at)
}

const settingsOf = (settings: Readonly<Record<string, Setting>>, screen: Screen) =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([name, setting]) => {
      const value = figureOf(setting, screen)
      return value === undefined ? [] : [[name, value]]
    }),
  )

export const wantedOf = (map: ObsMap, screen: Screen): readonly Wanted[] => {
  const words = wordsOf(screen)
  const scene = map.scenes.find(({ when }) => holds(when, screen))?.scene
  const among = map.scenes.map((one) => one.scene)
  return [
    ...map.texts.map(({ source, text }) => ({ kind: 'text' as const, source, text: filled(text, words) })),
    ...(scene === undefined ? [] : [{ kind: 'scene' as const, scene, among }]),
    ...map.visible.map(({ when, ...rest }) => ({
      ...{ kind: 'visible' as const, ...rest },
      isVisible: holds(when, screen),
    })),
    ...map.filters.map(({ source, filter, settings }) => ({
      ...{ kind: 'filter' as const, source, filter },
      settings: settingsOf(settings, screen),
    })),
  ]
}
