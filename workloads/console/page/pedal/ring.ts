/** Draws the engine selector: one position an engine, lit where the pedal is, a ghost where it is asked to go. */
import { nothing, svg } from 'lit-html'
import { cssVars } from '../../../service/page/css-vars.ts'
import { turn } from './knob.ts'
import type { Panel } from './panel.ts'

const SWEEP = 300
const DOTS = 74
const NAMES = 88

type Position = { name: string; part: number; state: 'lit' | 'ghost' | 'off' }

const stateOf = ({ engine, wantedEngine }: Panel, value: number): Position['state'] => {
  if (engine?.value === value) return 'lit'
  return wantedEngine?.value === value ? 'ghost' : 'off'
}

const positions = (panel: Panel): readonly Position[] =>
  panel.engines.map(({ name, value }, i, all) => ({
    name,
    part: all.length < 2 ? 0.5 : i / (all.length - 1),
    state: stateOf(panel, value),
  }))

const at = (part: number, radius: number) => {
  const angle = ((part * SWEEP - SWEEP / 2) * Math.PI) / 180
  return { x: Math.sin(angle) * radius, y: -Math.cos(angle) * radius }
}

/** Names stand outside the ring, on the side they are on. */
const side = (x: number) => (x < 0 ? 'left' : 'right')

const position = ({ name, part, state }: Position) => {
  const dot = at(part, DOTS)
  const label = at(part, NAMES)
  return svg`
    <rect class="stop ${state}" x=${dot.x - 4} y=${dot.y - 4} width="8" height="8"></rect>
    <text class="stop-name ${side(label.x)} ${state}" x=${label.x} y=${label.y + 4}>${name}</text>`
}

const cap = (lit: Position | undefined) =>
  lit === undefined
    ? svg`<circle class="cap-unknown" r="54"></circle><text class="question large" y="11">?</text>`
    : svg`<g class="cap" ${cssVars({ '--turn': turn(lit.part, SWEEP) })}>
        <circle class="cap-body" r="54"></circle>
        <circle class="cap-edge" r="46"></circle>
        <path class="pointer" d="M0 -26V-50"></path>
      </g>`

export const engineWords = ({ engine, wantedEngine }: Panel) => {
  const now = engine?.name ?? 'untouched'
  return wantedEngine === undefined ? now : `${now}, ${wantedEngine.name} is pending`
}

export const ring = (panel: Panel, x: number, y: number) => {
  const all = positions(panel)
  return svg`<g class="ring" id="ring" transform="translate(${x} ${y})" role="img"
    aria-label="Engine: ${engineWords(panel)}">
    ${all.map(position)}
    ${cap(all.find(({ state }) => state === 'lit'))}
    ${all.length === 0 ? svg`<text class="stop-name" y="70">no engines</text>` : nothing}
  </g>`
}
