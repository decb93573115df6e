/** Words in the house's dot letters; a name they do not have is written in the machine's own. */
import { html } from 'lit-html'
import { type Drawing, draw, isDrawable, ROWS } from '../../service/page/font.ts'

/** Every picture says most of what the one before it said. As many texts as a page ever shows at a time, many times over. */
const REMEMBERED = 500
const drawings = new Map<string, Drawing>()

const drawn = (text: string): Drawing => {
  const known = drawings.get(text)
  if (known !== undefined) return known
  if (drawings.size === REMEMBERED) drawings.clear()
  const drawing = draw(text)
  drawings.set(text, drawing)
  return drawing
}

/** As large as its place allows, never larger than its class says. */
export const words = (text: string, style = '') => {
  if (!isDrawable(text)) return html`<span class="words plain ${style}">${text}</span>`
  const { path, columns } = drawn(text)
  return html`<span class="words ${style}"
    ><span class="unseen">${text}</span
    ><svg viewBox="0 0 ${Math.max(1, columns)} ${ROWS}" preserveAspectRatio="xMinYMid meet" aria-hidden="true">
      <path d=${path}></path></svg
  ></span>`
}

/** Breaks between words where one line has no room. */
export const lines = (text: string, style = '') =>
  html`<span class="lines">${text.split(' ').map((word) => words(word, style))}</span>`
