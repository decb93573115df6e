/** Words in the house's dot letters; a name they do not have is written in the machine's own. */
import { html } from 'lit-html'
import { draw, isDrawable, ROWS } from '../../service/page/font.ts'

/** As large as its place allows, never larger than its class says. */
export const words = (text: string, style = '') => {
  if (!isDrawable(text)) return html`<span class="words plain ${style}">${text}</span>`
  const { path, columns } = draw(text)
  return html`<span class="words ${style}"
    ><span class="unseen">${text}</span
    ><svg viewBox="0 0 ${Math.max(1, columns)} ${ROWS}" preserveAspectRatio="xMinYMid meet" aria-hidden="true">
      <path d=${path}></path></svg
  ></span>`
}

/** Breaks between words where one line has no room. */
export const lines = (text: string, style = '') =>
  html`<span class="lines">${text.split(' ').map((word) => words(word, style))}</span>`
