/** The wire: the bytes that went to the port, newest on top, with what they mean. */
import { html, nothing } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import { clock } from '../clock.ts'
import type { Sent } from '../contract.ts'
import { heading } from '../pixels/view.ts'
import { WIRE_SHOWN } from '../store.ts'

/** `B0 01 07` */
export const hex = (bytes: readonly number[]) =>
  bytes.map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')

const message = ({ bytes, says, at, correlation }: Sent) => html`<li title=${correlation ?? nothing}>
  <code>${hex(bytes)}</code> <span class="says">${says}</span> <time>${clock(at)}</time>
</li>`

const nothingYet = html`<p class="hint">
  Nothing has gone down the wire. A control that nobody touched is never sent.
</p>`

export const wire = (sent: readonly Sent[]) => html`<section class="panel wire" aria-labelledby="wire-title">
  <header>
    ${heading('Wire', 'wire-title')}
    <p class="tag">last ${WIRE_SHOWN} messages · status, CC, value</p>
  </header>
  ${
    sent.length === 0
      ? nothingYet
      : html`<ol class="scroll" tabindex="0" aria-label="Messages, newest first">${repeat(sent, (one) => one, message)}</ol>`
  }
</section>`
