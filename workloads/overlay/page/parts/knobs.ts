/** The four knobs: what each is in this engine, where it stands, where it is going. */
import { html, nothing } from 'lit-html'
import { cssVars } from '../../../service/page/css-vars.ts'
import type { Screen, ShownKnob } from '../contract.ts'
import { lines, words } from '../words.ts'

const reading = ({ sent, want }: ShownKnob) => {
  if (sent === null && want !== null) return words(want.text, 'level waits')
  return words(sent?.text ?? '-', sent === null ? 'level dim' : 'level')
}

const target = ({ sent, want }: ShownKnob) =>
  want === null || sent === null
    ? nothing
    : html`<span class="to">${words(`→ ${want.text}`, 'small waits')}</span>`

const knob = (one: ShownKnob) => html`
  <li class="panel knob ${one.want === null ? '' : 'waiting'}" data-place=${one.place}>
    <h3 class="line">${lines(one.label, 'small')}</h3>
    <p class="line readings">${reading(one)} ${target(one)}</p>
    <div class="ladder" ${cssVars({ '--at': String(one.sent?.at ?? 0), '--want': String(one.want?.at ?? 0) })}>
      <span class="lit"></span><span class="cover"></span><span class="rungs"></span
      ><span class="marker"></span>
    </div>
  </li>
`

export const knobs = ({ knobs }: Screen) => html`
  <section class="part knobs" aria-label="Knobs">
    <ul>${knobs.map(knob)}</ul>
  </section>
`
