/** The whole overlay as one picture of what it knows. */
import { html, nothing, type TemplateResult } from 'lit-html'
import type { Shown } from './contract.ts'
import { card } from './parts/card.ts'
import { deed } from './parts/deed.ts'
import { engine } from './parts/engine.ts'
import { knobs } from './parts/knobs.ts'
import { player } from './parts/player.ts'
import { type Link, status } from './parts/status.ts'

export type Seen = {
  shown: Shown
  /** Whether the overlay itself is heard. */
  isCut: boolean
  beat: string
  /** Epoch milliseconds: which hint it is. */
  now: number
}

/** Where the engines' pictures are drawn. */
export type Canvases = { engine: HTMLCanvasElement; card: HTMLCanvasElement }

const linkOf = ({ shown, isCut }: Seen): Link => {
  if (isCut) return 'cut'
  return shown.isLinked ? 'up' : 'deaf'
}

const DRAW: Record<string, (seen: Seen, canvases: Canvases) => TemplateResult | typeof nothing> = {
  engine: ({ shown: { screen } }, canvases) => (screen ? engine(screen, canvases.engine) : nothing),
  player: ({ shown: { screen } }) => (screen ? player(screen) : nothing),
  card: ({ shown: { screen }, isCut, now }, canvases) =>
    // A card that was cut off would stay for ever.
    screen && !isCut ? card(screen, canvases.card, now) : nothing,
  knobs: ({ shown: { screen } }) => (screen ? knobs(screen) : nothing),
  deed: ({ shown: { screen }, beat }) => (screen ? deed(screen, beat) : nothing),
  status: (seen) => status(seen.shown.screen, linkOf(seen)),
}

/** `parts` by name, in the order of the page. */
export const view = (parts: readonly string[], seen: Seen, canvases: Canvases) => {
  const isSure = linkOf(seen) === 'up' && seen.shown.screen?.pedal === 'there'
  return html`<main class="overlay ${isSure ? '' : 'unsure'}">
    <h1 class="unseen">8 Bit Sax Lounge</h1>
    ${parts.map((part) => DRAW[part]?.(seen, canvases) ?? nothing)}
  </main>`
}
