/** Who is on the saxophone. */
import { html } from 'lit-html'
import type { Screen } from '../contract.ts'
import { words } from '../words.ts'

export const player = ({ player }: Screen) => html`
  <section class="part panel player" aria-label="Player">
    <p class="line">${words('on sax', 'small soft')}</p>
    <p class="line">${words(player === '' ? '-' : player, 'tag accent')}</p>
  </section>
`
