/** A 5×7 dot-matrix alphabet of the house: the pages' headings, the pedal's display and the overlay are drawn with it. */

export const ROWS = 7
const COLUMNS = 5
const GAP = 1

/** Seven rows a letter, each a base-32 digit whose five bits are the dots from left to right. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'uhhhhhu',
  E: 'vggsggv',
  F: 'vggsggg',
  G: 'ehgnhhf',
  H: 'hhhvhhh',
  I: 'e44444e',
  J: '72222ic',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hhpljhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  Q: 'ehhhlid',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllla',
  X: 'hha4ahh',
  Y: 'hhha444',
  Z: 'v1248gv',
  0: 'ehjlphe',
  1: '4c4444e',
  2: 'eh1248v',
  3: 'v24219e',
  4: '26aiv22',
  5: 'vgu11he',
  6: '68guhhe',
  7: 'v124888',
  8: 'ehhehhe',
  9: 'ehhf12c',
  '-': '000v000',
  '+': '044v440',
  '.': '00000cc',
  '?': 'eh12404',
  '!': '4444404',
  '/': '1122448',
  '&': 'cik8lid',
  "'": '4480000',
  '"': 'aa00000',
  ':': '0cc0cc0',
  ';': '0cc0c48',
  ',': '0000cc8',
  '(': '2488842',
  ')': '8422248',
  _: '000000v',
  '#': 'aavavaa',
  '=': '00v0v00',
  '<': '248g842',
  '>': '8421248',
  '%': 'op248j3',
  '·': '000cc00',
  '→': '042v240',
  '…': '00000ll',
}

export type Drawing = { path: string; columns: number }

const glyphRows = (letter: string) => [...(GLYPHS[letter] ?? '')].map((digit) => Number.parseInt(digit, 32))

/** Whether every letter of it can be drawn: names from all over the world can't. */
export const isDrawable = (text: string) =>
  [...text.toUpperCase()].every((letter) => letter === ' ' || GLYPHS[letter] !== undefined)

const dotsOf = (letter: string, left: number) =>
  glyphRows(letter).flatMap((bits, y) =>
    Array.from({ length: COLUMNS }, (_, x) => x)
      .filter((x) => (bits >> (COLUMNS - 1 - x)) & 1)
      .map((x) => ({ x: left + x, y })),
  )

type Run = { x: number; y: number; wide: number }

/** Dots that touch, as one: a page that redraws its words has half as much to draw, and no seams. */
const joined = (dots: readonly { x: number; y: number }[]): Run[] => {
  const runs: Run[] = []
  for (const { x, y } of dots) {
    const last = runs.at(-1)
    if (last?.y === y && last.x + last.wide === x) last.wide++
    else runs.push({ x, y, wide: 1 })
  }
  return runs
}

/** Dots as one SVG path in units of a dot. `dot` below 1 leaves dark lines between them. Unknown letters are blank. */
export const draw = (text: string, dot = 1): Drawing => {
  const letters = [...text.toUpperCase()]
  const inset = (1 - dot) / 2
  const dots = letters.flatMap((letter, i) => dotsOf(letter, i * (COLUMNS + GAP)))
  const runs = dot === 1 ? joined(dots) : dots.map((one) => ({ ...one, wide: 1 }))
  const box = ({ x, y, wide }: Run) =>
    `M${x + inset} ${y + inset}h${wide - 2 * inset}v${dot}h${2 * inset - wide}z`
  return { path: runs.map(box).join(''), columns: Math.max(0, letters.length * (COLUMNS + GAP) - GAP) }
}
