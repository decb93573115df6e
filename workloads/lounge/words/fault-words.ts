/** The words for a line that was nearly a command: what would be right, with an example that works. */
import type { Fault } from '../grammar/fault.ts'
import { called, label, line, list } from './plain.ts'

type Kind = Fault['fault']
type Words<K extends Kind> = (fault: Extract<Fault, { fault: K }>) => string

const LEVELS = 'from 0 to 10, decimals too'

const presetUsage = {
  recall: 'Say which one, e.g. !preset warm hall; !presets lists them',
  save: 'Say what to call it, e.g. !preset save warm hall',
  delete: 'Say which one, e.g. !preset delete warm hall',
} as const

const words: { [K in Kind]: Words<K> } = {
  'unknown-command': ({ said, guess }) => `There is no !${called(said)} — did you mean !${label(guess)}?`,
  'needs-engine': ({ unit, known }) =>
    `Say which engine, e.g. !engine ${unit === undefined ? '' : `${label(unit)} `}${label(known[0] ?? 'hall').toLowerCase()}. There are: ${list(known.map(label), 200)}`,
  'needs-level': ({ control, choices }) =>
    choices.length === 0
      ? `Say a level ${LEVELS}: !${label(control)} 7`
      : `Say !${label(control)} and one of: ${list(choices.map(label), 180)}; a level from 0 to 10 works too`,
  'bad-level': ({ control, said }) =>
    `${called(said, 'That')} is no level: say !${label(control)} and a number ${LEVELS} (7 or 7.5), or a step such as +1`,
  'level-out-of-range': ({ control }) => `Levels go ${LEVELS}, e.g. !${label(control)} 10`,
  'step-out-of-range': ({ control }) => `A step is at most 10 either way, e.g. !${label(control)} +1`,
  'needs-preset': ({ doing }) => presetUsage[doing],
  'bad-preset': ({ why }) =>
    why === 'long'
      ? 'The name of a preset has at most 24 letters, digits, spaces, - or _'
      : 'A preset cannot be called save or delete; any other name is fine',
  'needs-login': ({ doing }) =>
    `Say whom, e.g. !${doing} ana${doing === 'mute' ? ' 10 for ten minutes' : ''}`,
  'bad-login': ({ doing }) => `That is no Twitch login; say it as in the chat, e.g. !${doing} ana_plays`,
  'bad-minutes': ({ doing }) =>
    `Minutes are more than 0 and at most 10080 (a week), e.g. !${doing}${doing === 'mute' ? ' ana' : ''} 10; leave them out to end it yourself`,
  'needs-tag': () => 'Say the player with one to three letters or digits, e.g. !player ABC',
  'resets-everything': () => '!reset takes every control back at once; if that is meant, say just !reset',
  'two-commands': () => 'One command a line, please, e.g. just !time 7: nothing was done',
  'unlocks-all': () =>
    '!unlock opens the knobs to everyone at once, so say just that; !lock 10 ends by itself, !unmute ana is for one person',
  'undoes-one': () =>
    '!undo takes back one change, the last one: say just !undo, and again for the one before',
  'bad-tag': () => 'A player has one to three letters or digits, e.g. !player ABC',
}

export const faultWords = (fault: Fault): string => {
  const say = words[fault.fault] as Words<Kind>
  return line(say(fault))
}
