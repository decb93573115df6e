/** Secrets that are planted where secrets are kept, and looked for everywhere else. */

/** A piece of this length is as good as told: an error of a parser repeats some characters of what it read. */
const PIECE = 8

const piecesOf = (marker: string) =>
  Array.from({ length: Math.max(1, marker.length - PIECE + 1) }, (_, at) => marker.slice(at, at + PIECE))

/** Which of them a text tells, whole or in part. */
export const toldIn = (text: string, markers: readonly string[]): string[] =>
  markers.filter((marker) => piecesOf(marker).some((piece) => text.includes(piece)))
