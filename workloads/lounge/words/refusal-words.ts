/** The words of every refusal: what is not done, and what would be right. */

import type { Refusal } from '../refusal.ts'
import type { Intent } from '../request.ts'
import type { Time } from '../state.ts'
import { called, clean, label, line, list } from './plain.ts'

type Reason = Refusal['reason']
type Words<R extends Reason> = (refusal: Extract<Refusal, { reason: R }>, now: Time | undefined) => string

const MINUTE = 60_000
const ROOM = 170 // characters for a list, beside the sentence around it

const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

const clock = (at: Time) => {
  const minutes = Math.floor(at / MINUTE) % (24 * 60)
  const digits = (part: number) => String(part).padStart(2, '0')
  return `${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)} UTC`
}

/** How long something still holds; by the clock where nobody says what time it is. */
export const untilWords = (until: Time, now: Time | undefined): string =>
  now === undefined
    ? `until ${clock(until)}`
    : `for ${many(Math.max(1, Math.ceil((until - now) / MINUTE)), 'more minute')}`

const guessed = (guess: string | undefined) => (guess === undefined ? '' : ` — did you mean ${label(guess)}?`)

/** "… Presets: Warm, Wide", or nothing where there is nothing to choose from. */
const choose = (what: string, known: readonly string[]) =>
  known.length === 0 ? '' : ` ${what}: ${list(known.map(label), ROOM)}`

const sentence = (text: string) => (/[.?!]$/.test(text) ? text : `${text}.`)

/** What a role is needed for, when it is not a control. */
const deeds: Partial<Record<string, string>> = {
  'preset-save': 'save presets',
  'preset-delete': 'delete presets',
  activate: 'switch engines on and off',
  reset: 'reset the pedal',
  resync: 'resync the pedal',
  lock: 'lock the knobs',
  unlock: 'unlock the knobs',
  mute: 'mute someone',
  unmute: 'unmute someone',
  'on-air': 'say what is on air',
  evening: 'change the settings of the evening',
  raw: 'send raw control changes',
} satisfies Partial<Record<Intent['kind'], string>>

const words: { [R in Reason]: Words<R> } = {
  standby: ({ live }) =>
    live === null
      ? 'The lounge is not open yet; try again in a moment'
      : `The pedal is played from ${called(live, 'elsewhere')} right now; this lounge is on standby`,
  role: ({ needs, what }) =>
    `Only ${needs === 'broadcaster' ? 'the broadcaster' : 'moderators'} may ${deeds[what] ?? `turn ${label(what)}`}`,
  muted: ({ until }, now) =>
    until === null
      ? 'You may not turn knobs for now; a moderator can change that'
      : `You may not turn knobs ${untilWords(until, now)}`,
  locked: ({ until, by }, now) =>
    `${called(by, 'A moderator')} has locked the knobs ${until === null ? 'until !unlock' : untilWords(until, now)}; moderators may turn them`,
  'off-air': () => 'The knobs open when the stream is on air',
  cooldown: ({ seconds, what }) => `${label(what)} can be turned again in ${many(seconds, 'second')}`,
  'unknown-device': ({ name, known, guess }) =>
    sentence(`There is no device called ${called(name)}${guessed(guess)}`) + choose('There is', known),
  'unknown-unit': ({ name, known }) =>
    sentence(`This device has no unit called ${called(name)}`) + choose('Units', known),
  'unknown-control': ({ name, known, guess }) =>
    sentence(`No knob is called ${called(name)}${guessed(guess)}`) + choose('You can turn', known),
  'not-in-engine': ({ name, engine, known }) =>
    sentence(`${label(name)} does nothing in the engine in use (${label(engine)})`) + choose('Try', known),
  'no-engine': () =>
    'Nobody has chosen an engine yet, and it says what the dials do: choose one first, e.g. !engine hall',
  'unknown-choice': ({ control, name, known, guess }) =>
    known.length === 0
      ? `${label(control)} takes a level from 0 to 10, e.g. 7`
      : sentence(`No ${label(control).toLowerCase()} is called ${called(name)}${guessed(guess)}`) +
        choose('There are', known),
  'out-of-range': ({ control, min, max }) => `${label(control)} takes MIDI values from ${min} to ${max}`,
  'nothing-to-step-from': ({ control }) =>
    `Nobody has set ${label(control)} yet and the pedal cannot be asked: say a level from 0 to 10 first`,
  'nothing-to-undo': ({ why, by }) =>
    why === 'none'
      ? 'There is nothing to undo within the last hour'
      : `There is nothing left to undo: ${called(by ?? '', 'somebody')} has turned it since`,
  'unknown-preset': ({ name, known, guess }) =>
    known.length === 0
      ? 'There are no presets yet; a moderator makes one with !preset save <name>'
      : sentence(`There is no preset called ${called(name)}${guessed(guess)}`) + choose('Presets', known),
  'presets-full': ({ max }) => `All ${max} presets are taken; make room with !preset delete <name>`,
  'nothing-to-save': ({ name }) => `Nothing is set yet to save as ${called(name)}; turn a knob first`,
  'not-muted': ({ login, known }) => sentence(`${called(login)} is not muted`) + choose('Muted', known),
  'mutes-full': ({ max }) => `All ${max} mutes are taken; make room with !unmute <name>`,
  'cannot-mute': ({ login }) =>
    `${called(login)} cannot be muted: moderators and the broadcaster may always turn knobs`,
  'forbidden-cc': ({ cc, label: name, why }) => `CC ${cc} (${label(name)}) is never sent: ${clean(why, 160)}`,
}

/** `now` turns "until 21:40 UTC" into "for 5 more minutes". */
export const refusalWords = (refusal: Refusal, now?: Time): string => {
  const say = words[refusal.reason] as Words<Reason>
  return line(say(refusal, now))
}
