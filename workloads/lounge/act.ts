/** What a permitted request would do: the turns it makes, what it changes at the desk, or why it can't be done. */
import { deskDeed } from './desk.ts'
import type { Change, Turn } from './log.ts'
import { deletePreset, recallPreset, savePreset } from './presets.ts'
import type { Moment } from './reduce.ts'
import type { Refusal } from './refusal.ts'
import type { Intent } from './request.ts'
import { activate, reset, sendRaw, setKnob } from './set.ts'
import type { State } from './state.ts'
import { undo } from './undo.ts'

export type Deed = {
  turns?: Turn[]
  label?: string
  limited?: boolean
  undoes?: number
  momentary?: NonNullable<Change['momentary']>
  /** The parts of the state it replaces, besides what it turns. */
  state?: Partial<State>
}

export type IntentOf<Kind extends Intent['kind']> = Extract<Intent, { kind: Kind }>

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
