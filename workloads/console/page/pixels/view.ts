/** Words in the house's dot-matrix letters. They are pictures: whoever uses them gives the words as text too. */
import { html, svg } from 'lit-html'
import { draw, ROWS } from '../../../service/page/font.ts'

export const pixels = (text: string) => {
  const { path, columns } = draw(text)
  return html`<svg class="pixels" viewBox="0 0 ${columns} ${ROWS}" aria-hidden="true" focusable="false">
    <path d=${path}></path>
  </svg>`
}

export const heading = (text: string, id: string) =>
  html`<h2 id=${id}>${pixels(text)}<span class="unseen">${text}</span></h2>`

type Box = { x: number; y: number; width: number; height: number; largest: number }

/** Lit dots on a dark matrix, as large as the box allows. */
export const matrix = (text: string, { x, y, width, height, largest }: Box) => {
  const { path, columns } = draw(text, 0.78)
  const dot = Math.min(largest, width / columns, height / ROWS)
  const left = x + (width - columns * dot) / 2
  const top = y + (height - ROWS * dot) / 2
  const place = `translate(${left} ${top}) scale(${dot})`
  return svg`
    <defs>
      <pattern id="dots" width="1" height="1" patternUnits="userSpaceOnUse" patternTransform=${place}>
        <rect class="dark-dot" x="0.11" y="0.11" width="0.78" height="0.78"></rect>
      </pattern>
    </defs>
    <rect x=${x} y=${y} width=${width} height=${height} fill="url(#dots)"></rect>
    <path class="lit" transform=${place} d=${path}></path>`
}
