/** Draws one knob: the pointer where the sent value is, a ghost where it is asked to go, dashes where nobody knows. */
import { nothing, svg } from 'lit-html'
import { cssVars } from '../../../service/page/css-vars.ts'
import { type Knob, reading, travel } from './panel.ts'

const SWEEP = 270
const ARC = 34
const MAX_LETTERS = 17

const point = (part: number, radius: number) => {
  const angle = ((part * SWEEP - SWEEP / 2) * Math.PI) / 180
  return { x: Math.sin(angle) * radius, y: -Math.cos(angle) * radius }
}

const arc = (from: number, to: number, radius: number) => {
  const [a, b] = [point(from, radius), point(to, radius)]
  const isLarge = (to - from) * SWEEP > 180 ? 1 : 0
  return `M${a.x} ${a.y}A${radius} ${radius} 0 ${isLarge} 1 ${b.x} ${b.y}`
}

const TRACK = arc(0, 1, ARC)

export const turn = (part: number, sweep = SWEEP) => `${part * sweep - sweep / 2}deg`

/** At most two lines; the second ends in … when there is more. */
export const twoLines = (label: string): readonly string[] => {
  const lines = ['']
  for (const word of label.split(/(?<=[/\s])/)) {
    const last = lines.at(-1) ?? ''
    if (`${last}${word}`.trimEnd().length <= MAX_LETTERS) lines[lines.length - 1] = `${last}${word}`
    else lines.push(word)
  }
  const shown = lines.map((line) => line.trim()).filter((line) => line !== '')
  return shown.length <= 2 ? shown : [shown[0] ?? '', `${shown[1]}…`]
}

const ghost = (knob: Knob) => {
  if (knob.want === undefined) return nothing
  const want = travel(knob, knob.want)
  const at = knob.at === undefined ? want : travel(knob, knob.at)
  const tip = point(want, ARC + 5)
  return svg`
    <path class="ghost-arc" d=${arc(Math.min(at, want), Math.max(at, want), ARC)}></path>
    <circle class="ghost-mark" cx=${tip.x} cy=${tip.y} r="4.5"></circle>`
}

const known = (part: number) => svg`
  <path class="knob-fill" pathLength="100" d=${TRACK} ${cssVars({ '--rest': String(100 - part * 100) })}></path>
  <g class="cap" ${cssVars({ '--turn': turn(part) })}>
    <circle class="cap-body" r="25"></circle>
    <path class="pointer" d="M0 -10V-22"></path>
  </g>`

const unknown = svg`
  <circle class="cap-unknown" r="25"></circle>
  <text class="question" y="6">?</text>`

const numbers = (knob: Knob) => {
  if (knob.want === undefined) return reading(knob, knob.at)
  const now = knob.at === undefined ? '?' : reading(knob, knob.at)
  return `${now} → ${reading(knob, knob.want)}`
}

const caption = (knob: Knob) => svg`
  <text class="knob-reading ${knob.want === undefined ? '' : 'waits'}" y="44">${numbers(knob)}</text>
  ${twoLines(knob.label).map((line, i) => svg`<text class="knob-label" y=${59 + i * 13}>${line}</text>`)}`

const picture = (knob: Knob) => svg`
  <path class="track" d=${TRACK}></path>
  ${knob.at === undefined ? unknown : known(travel(knob, knob.at))}
  ${ghost(knob)}
  ${caption(knob)}`

/** What a screen reader says: "Time: 7", "Mix: untouched, 5 is pending". */
export const spoken = (knob: Knob) => {
  const now = reading(knob, knob.at)
  return knob.want === undefined ? now : `${now}, ${reading(knob, knob.want)} is pending`
}

/** A meter has a value; a knob that nobody has touched is only a picture. */
export const knobAt = (knob: Knob, x: number, y: number) => {
  const place = `translate(${x} ${y})`
  if (knob.at === undefined) {
    return svg`<g class="knob" id="knob-${knob.place}" transform=${place} role="img"
      aria-label="${knob.label}: ${spoken(knob)}">${picture(knob)}</g>`
  }
  return svg`<g class="knob" id="knob-${knob.place}" transform=${place} role="meter" aria-label=${knob.label}
    aria-valuemin=${knob.min} aria-valuemax=${knob.max} aria-valuenow=${knob.at}
    aria-valuetext=${spoken(knob)}>${picture(knob)}</g>`
}
