/** What an accepted change did, for every kind of request. */

import type { Intent } from '../request.ts'
import { called, label } from './plain.ts'
import { activateWords, type Deed, NOTE, rawWords, recallWords, setWords, undoWords } from './turned-words.ts'

const minutesWords = (minutes: number) => (minutes === 1 ? 'for 1 minute' : `for ${minutes} minutes`)

const lock = ({ intent: { minutes } }: Deed<'lock'>) =>
  `Locked ${minutes === null ? 'until !unlock' : minutesWords(minutes)}: only moderators turn the knobs`

/** Who has never been heard may turn out to be a moderator, whom no mute keeps away. */
const mute = ({ intent: { login, minutes, role } }: Deed<'mute'>) =>
  `${called(login)} may not turn knobs ${minutes === null ? 'until a moderator says !unmute' : minutesWords(minutes)}${role === undefined ? ' (moderators always may)' : ''}`

const seconds = (ms: number) => `${ms / 1000} s`

const evening = ({ intent: { cooldowns = {}, onlyOnAir } }: Deed<'evening'>): string => {
  const { user, control, engine } = cooldowns
  const parts = [
    user === undefined ? [] : [`the same viewer waits ${seconds(user)}`],
    control === undefined ? [] : [`the same knob ${seconds(control)}`],
    engine === undefined ? [] : [`an engine ${seconds(engine)}`],
    onlyOnAir === undefined ? [] : [onlyOnAir ? 'knobs open only on air' : 'knobs open on air or not'],
  ].flat()
  return parts.length === 0 ? 'The evening stays as it is' : `For this evening: ${parts.join(', ')}`
}

export const deedWords: { [K in Intent['kind']]: (deed: Deed<K>) => string } = {
  set: setWords,
  activate: activateWords,
  undo: undoWords,
  reset: ({ change }) => `${label(change.label)} is back to its defaults ${NOTE}`,
  'preset-recall': recallWords,
  'preset-save': ({ change }) =>
    `Preset ${called(change.label)} saved; !preset ${called(change.label)} brings it back`,
  'preset-delete': ({ change }) => `Preset ${called(change.label)} deleted`,
  lock,
  unlock: () => `Unlocked: everyone may turn the knobs again ${NOTE}`,
  mute,
  unmute: ({ intent }) => `${called(intent.login)} may turn knobs again`,
  player: ({ intent }) => `The player is ${called(intent.tag)} now ${NOTE}`,
  card: ({ intent }) => `Help for ${called(intent.topic, 'the lounge')} is on the overlay`,
  resync: () => 'Every setting goes out to the pedal again',
  'on-air': ({ intent }) => (intent.onAir ? `On air ${NOTE}` : 'Off air'),
  evening,
  raw: rawWords,
}
