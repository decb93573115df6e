/** The middle of the page: whether anything waits, the pedal itself, its readings as a table, and its sound. */
import { html, nothing, type TemplateResult } from 'lit-html'
import { heading } from '../pixels/view.ts'
import { type PageState, type Presence, pendingChanges } from '../store.ts'
import { drawing, PRESENCE } from './drawing.ts'
import { spoken } from './knob.ts'
import type { Panel } from './panel.ts'
import { engineWords } from './ring.ts'

type Stage = {
  name: string
  panel: Panel
  presence: Presence
  state: PageState
  sound: TemplateResult
}

const WAITING: Readonly<Record<Presence, string>> = {
  there: 'on the way to the pedal',
  'no-port': 'no port: sent as soon as it is back',
  away: 'the node is away: sent when it is back',
  unknown: 'no word from the node',
}

const howMany = (count: number) => (count === 1 ? '1 change' : `${count} changes`)

const quiet = (presence: Presence, generation: number) => {
  if (presence === 'there')
    return generation === 0 ? 'ready for the first change' : `all applied, up to #${generation}`
  return presence === 'unknown' ? 'listening for the node' : `nothing waits, but: ${PRESENCE[presence]}`
}

/** The one line a newcomer should read: what waits, and for what. */
const status = ({ presence, state }: Stage) => {
  const { length } = pendingChanges(state)
  return length > 0
    ? html`<p class="status pending" role="status"><b class="presence">${howMany(length)} pending</b> ${WAITING[presence]}</p>`
    : html`<p class="status ${presence}" role="status"><b class="presence">${PRESENCE[presence]}</b>
        ${quiet(presence, state.view?.generation ?? 0)}</p>`
}

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

export const pedalPanel = (stage: Stage) => html`<section
  class="panel stage ${pendingChanges(stage.state).length > 0 ? 'waiting' : ''}" aria-labelledby="pedal-title">
  <header>${heading('Pedal', 'pedal-title')} ${status(stage)}</header>
  <div class="floor">${drawing(stage.name, stage.panel, stage.presence)}</div>
  <div class="footer">${stage.sound} ${readings(stage)}</div>
</section>`
