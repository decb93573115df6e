/** Plain text for chat: what other people typed, cleaned, and replies that are one short line. */
import { strip } from '../name.ts'

/** Longest name of a preset, in UTF-16 units as the schemas count. */
export const MAX_NAME = 24

/** Longest name of somebody or something that a reply repeats: Twitch's longest login. */
const MAX_CALLED = 25

/** Longest reply; Twitch takes 500, the mention and the counter come on top. */
export const MAX_REPLY = 300

const MAX_LABEL = 48

/** The first `max` units, never half a surrogate pair. */
const cut = (text: string, max: number) =>
  text.length <= max ? text : text.slice(0, max).replace(/[\ud800-\udbff]$/, '')

/** Letters, digits, space, `-` and `_` only: safe to say aloud in any chat. Not cut; may be empty. */
export const cleaned = (text: string): string => strip(strip(text).replace(/[^\p{L}\p{N} _-]/gu, ''))

/** What a person typed or is called, short enough to repeat. */
export const clean = (text: string, max = MAX_CALLED): string => cut(cleaned(text), max).trim()

/** What a device's profile calls something: a little more punctuation ("Early/Reverb Crossfade"), never a link. */
export const label = (text: string): string => {
  const words = strip(text).replace(/[^\p{L}\p{N} _\-/()'&+#%]/gu, '')
  return cut(words.replace(/^[^\p{L}\p{N}_]+/u, ''), MAX_LABEL).trim() || 'that'
}

/** A name to repeat, or what to say where nothing of it is left. */
export const called = (text: string, otherwise = 'that'): string => clean(text) || otherwise

/** As many as fit in `room` characters, in their order, and how many more there are. */
export const list = (items: readonly string[], room: number): string => {
  let kept = items.length
  const text = () => {
    const more = items.length - kept
    return items.slice(0, kept).join(', ') + (more > 0 ? ` and ${more} more` : '')
  }
  while (kept > 1 && text().length > room) kept -= 1
  return text()
}

/** One line that chat takes as talk: spaces folded, at most `MAX_REPLY`, no leading `/`, `.`, `\`. */
export const line = (text: string): string => {
  const flat = strip(text)
    .replace(/\p{C}/gu, '')
    .replace(/^[/.\\\s]+/, '')
  return flat.length <= MAX_REPLY ? flat : `${cut(flat, MAX_REPLY - 1)}…`
}
