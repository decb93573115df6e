/** What the stream sees: the overlay itself, over something like a video. */
import { html } from 'lit-html'
import { heading } from '../pixels/view.ts'

export const overlay = html`<section class="panel onstream" aria-labelledby="onstream-title">
  <header>
    ${heading('Stream', 'onstream-title')}
    <p class="tag"><a href="/overlay/" target="_blank">overlay</a> · <a href="/overlay/gallery" target="_blank">gallery</a></p>
  </header>
  <iframe src="/overlay/" title="The overlay, as the stream sees it" tabindex="-1"></iframe>
</section>`
