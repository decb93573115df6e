/** How other services call midi: typed by its routes, never by URLs written elsewhere. */
import { hc } from 'hono/client'
import type { MidiApp } from './app.ts'

export type MidiClientOptions = {
  baseUrl: string
  /** Signs and traces; see `serviceFetch`. */
  fetch: typeof globalThis.fetch
}

export const midiClient = ({ baseUrl, fetch }: MidiClientOptions) => hc<MidiApp>(baseUrl, { fetch })
export type MidiClient = ReturnType<typeof midiClient>
