/** What somebody typed, made comparable: invisible characters, spelling, near misses. */

/**
 * Everything that Unicode calls invisible by default. It contains what chat clients append to dodge Twitch's duplicate
 * filter (U+034F, U+200B–200F, U+2060, U+FE0F, U+FEFF, U+E0000–E007F) and the marks that turn the writing direction.
 */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

/** Combining accents of Latin, Greek and Cyrillic: people leave them out. */
const ACCENTS = /[\u0300-\u036f]/g

/**
 * A line as it was meant: no invisible characters, compatibility forms folded (full-width `７` is `7`), single spaces, trimmed.
 * Digits of other scripts (`٧`) stay what they are: for us only 0–9 make a number.
 */
export const strip = (text: string): string =>
  text.replace(INVISIBLE, '').normalize('NFKC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()

/** A name as it is compared: "E-Dome", "e dome" and "ＥＤＯＭＥ" are all `edome`. Empty when nothing but signs was typed. */
export const normalise = (text: string): string =>
  strip(text)
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .normalize('NFKC')

/** How many slips (a letter missing, added, wrong, or swapped with its neighbour) lie between two words. */
export const slips = (a: string, b: string): number => {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) row.push(cheapest({ a, b, i, j, row, last, before }))
    ;[before, last] = [last, row]
  }
  return last[b.length] ?? 0
}

type Cell = { a: string; b: string; i: number; j: number; row: number[]; last: number[]; before: number[] }

const cheapest = ({ a, b, i, j, row, last, before }: Cell): number => {
  const at = (line: number[], index: number) => line[index] ?? Number.POSITIVE_INFINITY
  const same = a[i - 1] === b[j - 1] ? 0 : 1
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
  const swap = swapped ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY
  return Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same, swap)
}

/** A shorter word is one slip from nearly anything, a shorter name is meant by nearly nothing. */
const SHORTEST_WORD = 3
const SHORTEST_NAME = 4

/** One slip in every three letters of the shorter of the two; an unfinished word counts as one, whatever is missing. */
const distance = (word: string, candidate: string): number => {
  if (candidate.length < SHORTEST_NAME) return word === candidate ? 0 : Number.POSITIVE_INFINITY
  if (candidate.startsWith(word) && candidate !== word) return 1
  const most = Math.min(word.length, candidate.length) / 3
  // Each letter more or less is a slip: most candidates need no closer look.
  if (Math.abs(word.length - candidate.length) > most) return Number.POSITIVE_INFINITY
  const away = slips(word, candidate)
  return away <= most ? away : Number.POSITIVE_INFINITY
}

/** Longer than any name; keeps a 500-character line from costing anything. */
const LONGEST = 64

/** What was probably meant, as spelled in `candidates`; the first of equals; undefined if nothing is plausible. */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  const said = normalise(word)
  if (said.length < SHORTEST_WORD || said.length > LONGEST) return undefined
  let best: { candidate: string; away: number } | undefined
  for (const candidate of candidates) {
    const away = distance(said, normalise(candidate))
    if (away < (best?.away ?? Number.POSITIVE_INFINITY)) best = { candidate, away }
  }
  return best?.candidate
}

export type Named = {
  readonly id?: string
  readonly name?: string
  readonly label?: string
  readonly aliases?: readonly string[] | undefined
}

/** The item that is called so, by id, name, label or alias, however it was spelled. */
export const tryFindByName = <T extends Named>(items: readonly T[], said: string): T | undefined => {
  const word = normalise(said)
  if (word === '') return undefined
  return items.find(({ id, name, label, aliases = [] }) =>
    [id, name, label, ...aliases].some((called) => called !== undefined && normalise(called) === word),
  )
}
