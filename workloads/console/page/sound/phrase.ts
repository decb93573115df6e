/** What the sax plays: four bars of a slow blues in C, round and round, with room for the reverb to answer. */

export const TEMPO = 92 // beats a minute
export const BEATS = 16

/** `at` and `length` in beats from the start of the loop; `key` is a MIDI note number, 60 is middle C. */
export type Note = { at: number; length: number; key: number }

const [G, BFLAT, C, EFLAT, F, FSHARP, HIGH_G] = [67, 70, 72, 75, 77, 78, 79]

export const phrase: readonly Note[] = [
  { at: 0, length: 0.6, key: C },
  { at: 0.67, length: 0.3, key: EFLAT },
  { at: 1, length: 0.6, key: F },
  { at: 1.67, length: 0.3, key: FSHARP },
  { at: 2, length: 1.1, key: HIGH_G },
  { at: 4, length: 0.3, key: HIGH_G },
  { at: 4.33, length: 0.3, key: FSHARP },
  { at: 4.67, length: 0.3, key: F },
  { at: 5, length: 0.6, key: EFLAT },
  { at: 5.67, length: 0.3, key: C },
  { at: 6, length: 0.8, key: BFLAT },
  { at: 8, length: 0.4, key: C },
  { at: 8.67, length: 0.3, key: EFLAT },
  { at: 9, length: 0.6, key: F },
  { at: 9.67, length: 0.3, key: EFLAT },
  { at: 10, length: 0.9, key: C },
  { at: 11, length: 0.3, key: BFLAT },
  { at: 11.33, length: 0.5, key: G },
  { at: 12, length: 1.9, key: C },
]

const SECONDS = 60 / TEMPO

/** A note in seconds since the first beat of all. */
export type Timed = { at: number; length: number; hertz: number }

const timed = ({ at, length, key }: Note, loop: number): Timed => ({
  at: (loop * BEATS + at) * SECONDS,
  length: length * SECONDS,
  hertz: 440 * 2 ** ((key - 69) / 12),
})

/** The notes that begin from `from` up to but not at `to`, in seconds; the loop never ends. */
export const notesBetween = (from: number, to: number): readonly Timed[] => {
  const loopSeconds = BEATS * SECONDS
  const [first, last] = [Math.floor(from / loopSeconds), Math.floor(to / loopSeconds)]
  const loops = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  return loops
    .flatMap((loop) => phrase.map((note) => timed(note, loop)))
    .filter(({ at }) => at >= from && at < to)
}
