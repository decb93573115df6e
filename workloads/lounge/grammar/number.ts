/** Reads the numbers people type: `7`, `7,5`, `+1`, `-2`; extra words after one are ignored. */

/** No `1e1`, no `1_0`, no `7%`: what follows is a space, the end, or the full stop of a sentence. */
const NUMBER = /^([+\-−–])?\s*(\d+(?:[.,]\d{1,3})?|[.,]\d{1,3})[.,!?;]*(?=\s|$)/

/** `sign` is there when it was typed: then the number is a step. */
export type Said = { sign: 1 | -1 | undefined; amount: number }

/** The number a stripped text begins with. Amounts have no upper bound here: who asks knows the range. */
export const tryReadNumber = (text: string): Said | undefined => {
  const [, sign, digits] = NUMBER.exec(text) ?? []
  if (digits === undefined) return undefined
  return {
    sign: sign === undefined ? undefined : sign === '+' ? 1 : -1,
    amount: Number(digits.replace(',', '.')),
  }
}

/** It begins like a number, so a number was meant. */
export const isLikeNumber = (text: string): boolean => /^[+\-−–.,]*\s*\p{N}/u.test(text)
