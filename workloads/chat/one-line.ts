/** Text that can be nothing but one line of chat: no second line, no command of the platform, no turned writing. */

/** Twitch drops or cuts anything longer, in code points. */
const MAX_LETTERS = 500
/** tmi.js splits from 500 UTF-16 units on, and loses a character where it cuts. */
const MAX_UNITS = 499

const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const TURNING = /\p{Bidi_Control}/gu
/** A line that begins with one of these is a command to Twitch or tmi.js. */
const LEADING = /^[\s/.\\]+/

const cut = (text: string, letters: number) => {
  let kept = ''
  for (const [index, letter] of [...text].entries()) {
    if (index >= letters - 1 || kept.length + letter.length >= MAX_UNITS) return `${kept}…`
    kept += letter
  }
  return kept
}

/** Cut to `letters` code points, the last one `…` where something is missing. */
export const oneLine = (text: string, letters = MAX_LETTERS): string => {
  const line = text.replace(BREAKS, ' ').replace(TURNING, '').replace(/ +/g, ' ').replace(LEADING, '').trim()
  return [...line].length <= letters && line.length <= MAX_UNITS ? line : cut(line, letters)
}
