/** The engine that is heard, with its own picture; the one that waits; who chose it. */
import { html, nothing } from 'lit-html'
import type { Screen } from '../contract.ts'
import { lines, words } from '../words.ts'

const name = ({ engine: { sent, want } }: Screen) => {
  if (sent !== null) return lines(sent.name, 'big')
  return want === null ? words('Untouched', 'big dim') : lines(want.name, 'big waits')
}

const below = ({ engine: { sent, want, by }, beside, preset }: Screen) => {
  if (want !== null)
    return html`<p class="line waits">
      ${sent === null ? words('waits', 'small') : words(`→ ${want.name}`, 'small')}
    </p>`
  if (preset !== null) return html`<p class="line">${words(`preset ${preset}`, 'small accent')}</p>`
  if (beside !== null) return html`<p class="line">${words(`with ${beside}`, 'small accent')}</p>`
  return by === null ? nothing : html`<p class="line">${words(`by ${by}`, 'small soft')}</p>`
}

export const engine = (screen: Screen, canvas: HTMLCanvasElement) => html`
  <section class="part panel engine" aria-label="Engine">
    <div class="art">${canvas}</div>
    <div class="told">
      <p class="line">${words(screen.unit, 'small soft')}</p>
      <h2 class="line name">${name(screen)}</h2>
      ${below(screen)}
    </div>
  </section>
`
