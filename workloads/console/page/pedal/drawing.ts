/** The pedal on the musician's floor, drawn: display, engine selector, knobs, foot-switches, light and cable. */
import { html, svg } from 'lit-html'
import { matrix } from '../pixels/view.ts'
import type { Presence } from '../store.ts'
import { knobAt } from './knob.ts'
import type { Panel } from './panel.ts'
import { ring } from './ring.ts'

const DISPLAY = { x: 46, y: 40, width: 468, height: 56, largest: 7.4 }
/** Two columns of three, in the panel's order. */
const PLACES = [
  [78, 170],
  [482, 170],
  [78, 278],
  [482, 278],
  [78, 386],
  [482, 386],
] as const

export const PRESENCE: Readonly<Record<Presence, string>> = {
  there: 'pedal there',
  'no-port': 'no port',
  away: 'pedal away',
  unknown: 'no word yet',
}

const secondLine = ({ engine, wantedEngine, mode, other }: Panel) => {
  if (wantedEngine !== undefined) return { text: `${wantedEngine.name} waits to be sent`, waits: true }
  if (engine === undefined) return { text: 'no engine has been sent: try !engine shimmer', waits: false }
  const words = [mode, other === undefined ? undefined : `B: ${other}`].filter((word) => word !== undefined)
  return { text: words.join(' · '), waits: false }
}

const display = (panel: Panel) => {
  const { text, waits } = secondLine(panel)
  return svg`<g class="display" aria-hidden="true">
    <rect class="glass" x="36" y="32" width="488" height="90" rx="6"></rect>
    ${matrix(panel.engine?.name ?? '- - -', DISPLAY)}
    <text class="second ${waits ? 'waits' : ''}" x="280" y="113">${text}</text>
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
    <path class="sparks" d="M246 2l-10 -8M244 10h-12M314 2l10 -8M316 10h12"></path>
  </g>`

const knobs = (panel: Panel) =>
  panel.knobs.map((knob, i) => {
    const [x, y] = PLACES[i] ?? [0, 0]
    return knobAt(knob, x, y)
  })

export const drawing = (name: string, panel: Panel, presence: Presence) => html`
  <svg class="pedal ${presence}" viewBox="0 -44 560 536" role="group" aria-label=${name}>
    ${cable(presence)} ${body} ${display(panel)} ${ring(panel, 280, 246)} ${knobs(panel)}
    ${footSwitch(190, 'bypass')} ${footSwitch(370, 'option')} ${light(presence)}
  </svg>
`
