/** Commands that turn no knob themselves: presets, undo, lock, mutes, the player's tag, help. */

import { normalise } from '../name.ts'
import { cleaned, label, MAX_NAME } from '../words/plain.ts'
import { ask, type Command, fault } from './command.ts'
import { isLikeNumber, tryReadNumber } from './number.ts'
import type { DeskCommand } from './vocabulary.ts'

const MAX_MINUTES = 10_080 // a week

/** A preset can't be called what follows `!preset`. */
const RESERVED = ['save', 'delete']

const preset = (rest: string): Command => {
  const [, word = '', after = ''] = /^(\S*)\s*(.*)$/.exec(rest) ?? []
  const doing = (['save', 'delete'] as const).find((one) => one === normalise(word)) ?? 'recall'
  const name = cleaned(doing === 'recall' ? rest : after)
  if (normalise(name) === '') return fault({ fault: 'needs-preset', doing })
  if (name.length > MAX_NAME) return fault({ fault: 'bad-preset', why: 'long' })
  if (RESERVED.includes(normalise(name))) return fault({ fault: 'bad-preset', why: 'reserved' })
  return ask({ kind: `preset-${doing}`, name })
}

const OTHER_UNIT = /^\S+ (s|secs?|seconds?|h|hrs?|hours?|d|days?|w|weeks?)\b/i

/** Minutes, null when none were said, undefined when they make no sense. Words without digits are talk. */
const minutes = (said: string): number | null | undefined => {
  const rest = said.replace(/^for /i, '')
  if (!isLikeNumber(rest)) return null
  if (OTHER_UNIT.test(rest)) return undefined
  const read = tryReadNumber(rest.replace(/^(\S*\d)\s*m(in(ute)?s?)?\b/i, '$1 '))
  const isGood =
    read !== undefined && read.sign === undefined && read.amount > 0 && read.amount <= MAX_MINUTES
  return isGood ? read.amount : undefined
}

const lock = (rest: string): Command => {
  if (normalise(rest.split(' ')[0] ?? '') === 'off') return ask({ kind: 'unlock' })
  const length = minutes(rest)
  return length === undefined
    ? fault({ fault: 'bad-minutes', doing: 'lock' })
    : ask({ kind: 'lock', minutes: length })
}

/** Other words are talk. */
const unlock = (rest: string): Command =>
  rest.split(' ').some((word) => word.startsWith('@') || isLikeNumber(word))
    ? fault({ fault: 'unlocks-all' })
    : ask({ kind: 'unlock' })

/** Twitch's own rule for logins; the `@` that clients complete is not part of it. */
const LOGIN = /^@?([a-z0-9_]{1,25}),?$/

const muting = (doing: 'mute' | 'unmute') => (rest: string) => {
  const [first = '', ...others] = rest.split(' ')
  if (first === '') return fault({ fault: 'needs-login', doing })
  const login = LOGIN.exec(first.toLowerCase())?.[1]
  if (login === undefined) return fault({ fault: 'bad-login', doing })
  if (doing === 'unmute') return ask({ kind: 'unmute', login })
  const length = minutes(others.join(' '))
  if (length === undefined) return fault({ fault: 'bad-minutes', doing })
  return ask({ kind: 'mute', login, userId: null, minutes: length })
}

const player = (rest: string): Command => {
  const [tag = ''] = rest.split(' ')
  if (tag === '') return fault({ fault: 'needs-tag' })
  return /^[a-z0-9]{1,3}$/i.test(tag)
    ? ask({ kind: 'player', tag: tag.toUpperCase() })
    : fault({ fault: 'bad-tag' })
}

const isAll = (said: string) => ['all', 'everything'].includes(normalise(said))

const reset = (rest: string): Command =>
  normalise(rest) === '' || isAll(rest) ? ask({ kind: 'reset' }) : fault({ fault: 'resets-everything' })

/** `!undo 5`, `!undo last 3`, `!undo @ana`; other words are talk. */
const isMoreThanOne = (said: string) =>
  said.startsWith('@') || isAll(said) || (isLikeNumber(said) && tryReadNumber(said)?.amount !== 1)

const undo = (rest: string): Command =>
  rest.split(' ').some(isMoreThanOne) ? fault({ fault: 'undoes-one' }) : ask({ kind: 'undo' })

/** What each makes of the words after it. */
export const deskCommands: Record<DeskCommand, (rest: string) => Command> = {
  undo,
  preset,
  presets: () => ({ do: 'presets' }),
  status: () => ({ do: 'status' }),
  help: (rest) => ({ do: 'help', topic: cleaned(rest) === '' ? undefined : label(rest) }),
  player,
  lock,
  unlock,
  mute: muting('mute'),
  unmute: muting('unmute'),
  reset,
  resync: () => ask({ kind: 'resync' }),
}
