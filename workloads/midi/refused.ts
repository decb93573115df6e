/** A refusal as the API answers it: the status says of what kind, the sentence what would be right. */
import type { Refusal } from '../lounge/refusal.ts'
import { refusalWords } from '../lounge/words/replies.ts'
import { Problem } from '../service/problem.ts'

const STATUS: Record<Refusal['reason'], number> = {
  standby: 409,
  role: 403,
  muted: 403,
  locked: 403,
  'off-air': 403,
  cooldown: 429,
  'unknown-device': 404,
  'unknown-unit': 404,
  'unknown-control': 404,
  'unknown-preset': 404,
  'not-muted': 404,
  'not-in-engine': 422,
  'no-engine': 422,
  'unknown-choice': 422,
  'out-of-range': 422,
  'nothing-to-step-from': 422,
  'nothing-to-undo': 409,
  'presets-full': 409,
  'mutes-full': 409,
  'cannot-mute': 403,
  'nothing-to-save': 409,
  'forbidden-cc': 403,
}

export const refused = (refusal: Refusal): Problem =>
  new Problem(STATUS[refusal.reason], refusalWords(refusal), {
    type: refusal.reason,
    more: { refusal },
    ...(refusal.reason === 'cooldown' ? { headers: { 'retry-after': String(refusal.seconds) } } : {}),
  })
