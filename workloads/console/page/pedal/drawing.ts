/** The pedal on the musician's floor, drawn: display, engine selector, knobs, foot-switches, light and cable. */
import { html, svg } from 'lit-html'
import { matrix } from '../pixels/view.ts'
import type { Presence } from '../store.ts'
import { knobAt } from './knob.ts'
import type { Panel } from './panel.ts'
import { ring } from './ring.ts'
import { PRESENCE } from './status.ts'

const DISPLAY = { x: 46, y: 40, width: 468, height: 56, largest: 7.4 }
/** Two columns of three, in the panel's order. */
const PLACES = [
  [78, 180],
  [482, 180],
  [78, 284],
  [482, 284],
  [78, 388],
  [482, 388],
] as const

const secondLine = ({ engine, wantedEngine, chosenBy, mode, other }: Panel) => {
  if (wantedEngine !== undefined) return `${wantedEngine.name} by ${chosenBy} waits to be sent`
  if (engine === undefined) return 'no engine has been sent: try !engine shimmer'
  const words = [chosenBy && `chosen by ${chosenBy}`, mode, other && `B: ${other}`]
  return words.filter(Boolean).join(' · ')
}

const display = (panel: Panel) => {
  const waits = panel.wantedEngine === undefined ? '' : 'waits'
  return svg`<g class="display" aria-hidden="true">
    <rect class="glass" x="36" y="32" width="488" height="90" rx="6"></rect>
    ${matrix(panel.engine?.name ?? '- - -', DISPLAY)}
    <text class="second ${waits}" x="280" y="113">${secondLine(panel)}</text>
  </g>`
}

const body = svg`
  <rect class="shadow" x="14" y="18" width="540" height="472" rx="20"></rect>
  <rect class="body" x="10" y="10" width="540" height="472" rx="20"></rect>
  <path class="trim" d="M26 132H534"></path>
  ${[26, 534].map((x) => [26, 466].map((y) => svg`<circle class="screw" cx=${x} cy=${y} r="5"></circle>`))}`

const footSwitch = (x: number, label: string) => svg`
  <g transform="translate(${x} 414)" aria-hidden="true">
    <circle class="foot" r="27"></circle>
    <circle class="foot-top" r="18"></circle>
    <text class="foot-label" y="45">${label}</text>
  </g>`

const light = (presence: Presence) => svg`
  <g class="light ${presence}" transform="translate(280 396)" role="img" aria-label=${PRESENCE[presence]}>
    <circle class="glow" r="17"></circle>
    <circle class="led" r="8"></circle>
    <text class="foot-label" y="63">${PRESENCE[presence]}</text>
  </g>`

const cable = (presence: Presence) => svg`
  <g class="cable ${presence}" aria-hidden="true">
    <rect class="socket" x="262" y="4" width="36" height="10" rx="2"></rect>
    <g class="plug">
      <path class="cord" d="M280 -60V-28"></path>
      <rect class="grip" x="266" y="-32" width="28" height="26" rx="4"></rect>
      <rect class="tip" x="272" y="-6" width="16" height="12"></rect>
    </g>
    <path class="sparks" d="M250 -4l-14 -12M244 8h-20M310 -4l14 -12M316 8h20"></path>
  </g>`

const knobs = (panel: Panel) =>
  panel.knobs.map((knob, i) => {
    const [x, y] = PLACES[i] ?? [0, 0]
    return knobAt(knob, x, y)
  })

export const drawing = (name: string, panel: Panel, presence: Presence) => html`
  <svg class="pedal ${presence}" viewBox="0 -54 560 546" role="group" aria-label=${name}>
    ${cable(presence)} ${body} ${display(panel)} ${ring(panel, 280, 252)} ${knobs(panel)}
    ${footSwitch(190, 'bypass')} ${footSwitch(370, 'option')} ${light(presence)}
  </svg>
`
