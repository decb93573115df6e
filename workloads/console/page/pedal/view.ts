/** The middle of the page: whether anything waits, the pedal itself, its readings as a table, and its sound. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { heading } from '../pixels/view.ts'
import type { PageState, Presence } from '../store.ts'
import { drawing } from './drawing.ts'
import { spoken } from './knob.ts'
import type { Panel } from './panel.ts'
import { engineWords } from './ring.ts'
import { PRESENCE, type Status, statusOf } from './status.ts'

type Stage = {
  name: string
  panel: Panel
  presence: Presence
  state: PageState
  sound: TemplateResult
}

const statusLine = ({ tone, lead, rest }: Status) =>
  html`<p class="status ${tone}" role="status"><b class="presence">${lead}</b> ${rest}</p>`

const reading = (name: string, words: string) => html`<tr><th scope="row">${name}</th><td>${words}</td></tr>`

const readings = ({ panel, presence, name }: Stage) => html`<details class="readings">
  <summary>As a table</summary>
  <table>
    <caption class="unseen">${name}: what was sent, and what is pending</caption>
    <tbody>
      ${reading('Pedal', PRESENCE[presence])} ${reading('Engine', engineWords(panel))}
      ${panel.knobs.map((knob) => reading(knob.label, spoken(knob)))}
      ${panel.mode === undefined ? nothing : reading('Mode', panel.mode)}
      ${panel.other === undefined ? nothing : reading('Engine B', panel.other)}
    </tbody>
  </table>
</details>`

export const pedalPanel = (stage: Stage) => {
  const status = statusOf(stage.state, stage.presence)
  return html`<section class="panel stage ${status.tone}" aria-labelledby="pedal-title">
    <header>${heading('Pedal', 'pedal-title')} ${statusLine(status)}</header>
    <div class="floor">${drawing(stage.name, stage.panel, stage.presence)}</div>
    <div class="footer">${stage.sound} ${readings(stage)}</div>
  </section>`
}
