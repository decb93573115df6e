/** What a permitted request would do: the turns it makes, what it changes at the desk, or why it can't be done. */
import type { Refusal } from '../refusal.ts'
import { deskDeed } from './desk.ts'
import type { Deed, Moment } from './moment.ts'
import { deletePreset, recallPreset, savePreset } from './presets.ts'
import { activate, reset, sendRaw, setKnob } from './set.ts'
import { undo } from './undo.ts'

export const act = (moment: Moment): Deed | Refusal => {
  const { intent } = moment.request
  switch (intent.kind) {
    case 'set':
      return setKnob(moment, intent)
    case 'activate':
      return activate(moment, intent)
    case 'reset':
      return reset(moment, intent)
    case 'raw':
      return sendRaw(moment, intent)
    case 'undo':
      return undo(moment)
    case 'preset-recall':
      return recallPreset(moment, intent.name)
    case 'preset-save':
      return savePreset(moment, intent)
    case 'preset-delete':
      return deletePreset(moment, intent.name)
    default:
      return deskDeed(moment, intent)
  }
}
