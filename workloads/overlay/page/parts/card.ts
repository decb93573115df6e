/** Help that somebody asked for, and between helps one thing that a viewer could say. */
import { html, nothing } from 'lit-html'
import type { Card, Hint, Screen } from '../contract.ts'
import { lines, words } from '../words.ts'

/** How long a hint stays, in milliseconds. */
export const HINT_MS = 7_000

const help = ({ topic, text, engine }: Card, canvas: HTMLCanvasElement) => html`
  <section class="part panel card" aria-label="Help">
    <h2 class="line">${words(topic, 'middle accent')}</h2>
    ${engine === null ? nothing : html`<div class="art">${canvas}</div>`}
    <ul class="text">
      ${text.split(/ · |\. |: (?=!)/).map((line) => html`<li>${line}</li>`)}
    </ul>
  </section>
`

const hint = ({ say, does }: Hint) => html`
  <section class="part panel hint" aria-label="Try this in the chat">
    <p class="line">${words('say in chat', 'small soft')}</p>
    <p class="line">${words(say, 'middle accent')}</p>
    <p class="line">${lines(does, 'small')}</p>
  </section>
`

export const card = ({ card: one, hints }: Screen, canvas: HTMLCanvasElement, now: number) => {
  if (one !== null) return help(one, canvas)
  const turn = hints[Math.floor(now / HINT_MS) % Math.max(1, hints.length)]
  return turn === undefined ? nothing : hint(turn)
}
