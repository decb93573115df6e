/** Draws the engine selector: one position an engine, lit where the pedal is, a ghost where it is asked to go. */
import { nothing, svg } from 'lit-html'
import { cssVars } from '../css-vars.ts'
import { turn } from './knob.ts'
import type { Panel } from './panel.ts'

const SWEEP = 300
const DOTS = 60
const NAMES = 73

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

const anchor = (x: number) => {
  if (Math.abs(x) < 12) return 'middle'
  return x < 0 ? 'end' : 'start'
}

const position = ({ name, part, state }: Position) => {
  const dot = at(part, DOTS)
  const label = at(part, NAMES)
  return svg`
    <rect class="stop ${state}" x=${dot.x - 4} y=${dot.y - 4} width="8" height="8"></rect>
    <text class="stop-name ${state}" x=${label.x} y=${label.y + 4} text-anchor=${anchor(label.x)}>${name}</text>`
}

const cap = (lit: Position | undefined) =>
  lit === undefined
    ? svg`<circle class="cap-unknown" r="44"></circle><text class="question large" y="9">?</text>`
    : svg`<g class="cap" ${cssVars({ '--turn': turn(lit.part, SWEEP) })}>
        <circle class="cap-body" r="44"></circle>
        <circle class="cap-edge" r="37"></circle>
        <path class="pointer" d="M0 -20V-41"></path>
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
