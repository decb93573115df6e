/** A MIDI port that takes bytes as easymidi's does, and writes down when. */
import { openSync, writeSync } from 'node:fs'
import { steady } from '../steady.ts'

export const notebook = (path: string) => {
  const file = openSync(path, 'a')
  return (note: object) => void writeSync(file, `${JSON.stringify({ steady: steady(), ...note })}\n`)
}

/** Shaped like `new easymidi.Output(name)`. */
export class Output {
  readonly #note: (note: object) => void

  constructor(path: string) {
    this.#note = notebook(path)
  }

  send(_kind: 'cc', { controller, value }: { controller: number; value: number; channel: number }) {
    this.#note({ kind: 'message', cc: controller, value })
  }
}
