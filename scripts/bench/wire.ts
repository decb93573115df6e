/** What arrives at a contender's MIDI port, read from the file that the port writes as it receives. */
import { closeSync, existsSync, type FSWatcher, openSync, readSync, watch, writeFileSync } from 'node:fs'

/** `steady` is the moment of arrival, taken in the process that owns the port. */
export type Message = { readonly steady: number; readonly cc: number; readonly value: number }

/** What else the owner of the port notes: a durable write, a look at its memory. */
export type Note = { readonly kind: string; readonly steady: number; readonly [more: string]: unknown }

const CHUNK = Buffer.alloc(1 << 16)

const isMessage = (note: Note): note is Note & Message => note.kind === 'message'

export class Wire {
  readonly messages: Message[] = []
  readonly notes: Note[] = []
  readonly #file: number
  readonly #watcher: FSWatcher
  readonly #heard = new Set<(message: Message) => void>()
  #rest = ''

  constructor(path: string) {
    if (!existsSync(path)) writeFileSync(path, '')
    this.#file = openSync(path, 'r')
    this.#watcher = watch(path, () => this.read())
  }

  /** Told of each message at once; returns how to stop. */
  listen(heard: (message: Message) => void): () => void {
    this.#heard.add(heard)
    return () => void this.#heard.delete(heard)
  }

  /** Takes what has been written by now. */
  read() {
    for (let read = this.#more(); read > 0; read = this.#more())
      this.#rest += CHUNK.toString('latin1', 0, read)
    const lines = this.#rest.split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#take(JSON.parse(line) as Note)
  }

  close() {
    this.#watcher.close()
    closeSync(this.#file)
  }

  #more() {
    return readSync(this.#file, CHUNK, 0, CHUNK.length, null)
  }

  #take(note: Note) {
    if (!isMessage(note)) return void this.notes.push(note)
    this.messages.push(note)
    for (const heard of [...this.#heard]) heard(note)
  }
}
