/** What arrives at a contender's MIDI port, and whatever else its processes note, read from the file they write it to. */
import { Tail } from '../faults/documents.ts'

/** `steady` is the moment of arrival, taken in the process that owns the port. */
export type Message = { readonly steady: number; readonly cc: number; readonly value: number }

/** By `entries/counter.ts`, `listeners.ts` and `loads.ts`. */
export type Note = { readonly kind: string; readonly steady: number; readonly by: string } & Partial<{
  readonly method: string
  readonly path: string
  readonly table: string
  readonly isDurable: boolean
  readonly ms: number
  readonly held: number
  readonly id: string
  readonly all: readonly number[]
  readonly modules: number
  readonly lines: number
  readonly ownModules: number
  readonly ownLines: number
}>

export class Wire {
  readonly messages: Message[] = []
  readonly notes: Note[] = []
  readonly #tail: Tail

  constructor(file: string) {
    this.#tail = new Tail(file)
  }

  /** Takes what has been written by now. */
  read() {
    for (const line of this.#tail.lines()) this.#take(JSON.parse(line) as Note & Message)
  }

  #take(note: Note & Message) {
    if (note.kind === 'message') this.messages.push(note)
    else this.notes.push(note)
  }
}
