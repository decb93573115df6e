/** Turns a chat line into a command, or says why it is not one. */

import { strip, tryFindByName } from '../name.ts'
import type { Profile } from '../profile.ts'
import { clean } from '../words/plain.ts'
import { type Command, fault } from './command.ts'
import { deskCommands } from './desk-command.ts'
import { turnCommand } from './turn-command.ts'
import { tryGuess, tryLateUnit, tryLeading, tryMatch } from './vocabulary.ts'

const PREFIX = '!'
const MAX_LINE = 500 // what Twitch lets through; the rest is not looked at

/** Twitch's reply button puts the other's name in front. */
const MENTION = /^@\S+\s+/

/** The words after the prefix; none when the line is talk. `=` and `:` may stand between a name and its level. */
const wordsOf = (line: string): string[] => {
  const text = strip(line.slice(0, MAX_LINE)).replace(MENTION, '')
  if (!text.startsWith(PREFIX)) return []
  const said = text.slice(PREFIX.length)
  return /^\s/.test(said)
    ? []
    : said
        .replace(/^([^\s=:]+)[=:]/, '$1 ')
        .split(' ')
        .filter(Boolean)
}

/** `!time 7 !mix 3`: which of them is done must not be a guess, nor the other be lost. `!help !time` is one. */
const isSecond = (profiles: readonly Profile[], words: readonly string[]) =>
  words.some((word, index) => {
    const rest = [word.slice(PREFIX.length), ...words.slice(index + 1)]
    return word.startsWith(PREFIX) && tryMatch(profiles, rest) !== undefined
  })

/** Somebody's slip is worth an answer; what is near nothing of ours is another bot's, and none of our business. */
const nearMiss = (profiles: readonly Profile[], words: readonly string[]): Command | undefined => {
  const engines = profiles.flatMap((profile) => profile.engines)
  const engine = tryLeading((said) => tryFindByName(engines, said), words)
  const guess = engine ? `engine ${engine.name.toLowerCase()}` : tryGuess(profiles, words)
  const said = clean(words[0] ?? '')
  return guess === undefined || said === '' ? undefined : fault({ fault: 'unknown-command', said, guess })
}

/**
 * Total and pure: any line gives a command, a fault worth answering, or undefined for what was not meant for us.
 * `profiles` are the lounge's devices, the one a plain command means first.
 */
export const parse = (line: string, profiles: readonly Profile[]): Command | undefined => {
  const words = wordsOf(line)
  if (words.length === 0) return undefined
  const match = tryMatch(profiles, words)
  if (match === undefined) return nearMiss(profiles, words)
  const { meant, rest } = tryLateUnit(profiles, match) ?? match
  const isHelp = 'desk' in meant && meant.desk === 'help'
  if (!isHelp && isSecond(profiles, rest.split(' '))) return fault({ fault: 'two-commands' })
  return 'desk' in meant ? deskCommands[meant.desk](rest) : turnCommand({ ...meant, rest, profiles })
}
