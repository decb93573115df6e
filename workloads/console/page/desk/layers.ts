/** Every layer from chat to port: how it is, what is used, what to set for the real one; and switches that break it. */
import { html, nothing } from 'lit-html'
import type { Layer, Setup, Switch } from '../contract.ts'
import { heading } from '../pixels/view.ts'

/** In the order a change passes them. */
const ORDER: readonly Layer['name'][] = ['chat', 'midi', 'data', 'store', 'node', 'port']

/** `off` is what it is then, after its label. */
type Fault = { name: Switch; label: string; off: string }

const FAULTS: Partial<Record<Layer['name'], Fault>> = {
  store: { name: 'store', label: 'Database', off: 'stopped' },
  node: { name: 'node', label: 'Node', off: 'stopped' },
  port: { name: 'cable', label: 'Cable', off: 'pulled' },
}

export type Flip = (name: Switch, on: boolean) => void

/** Why the switches can't be used, undefined where they can. */
const whyNot = ({ switches, twitch, keyed }: Setup) => {
  if (switches && keyed) return undefined
  if (twitch !== null) return 'no switches while a real channel is played'
  return keyed ? 'the switches are off' : 'with its key, this address has switches'
}

const toggle = ({ name, label, off }: Fault, isOn: boolean, { disabled, flip }: Hand) => html`<button
  type="button" class="toggle" role="switch" id="switch-${name}" aria-checked=${isOn ? 'true' : 'false'}
  ?disabled=${disabled} @click=${() => flip(name, !isOn)}>
  <span class="track"><span class="thumb"></span></span>
  <span class="words"><b>${label}</b> ${isOn ? '' : off}</span>
</button>`

type Hand = { disabled: boolean; flip: Flip }

const real = (how: string) => html`<details class="real"><summary>use a real one</summary>${how}</details>`

const row = (layer: Layer, hand: Hand) => {
  const fault = FAULTS[layer.name]
  return html`<li class="layer ${layer.state}" id="layer-${layer.name}">
    <span class="lamp" aria-hidden="true"></span>
    <span class="layer-name">${layer.name} <span class="unseen">${layer.state}</span></span>
    <span class="using">${layer.using}</span>
    ${fault === undefined ? nothing : toggle(fault, layer.switchedOn ?? layer.state !== 'down', hand)}
    <div class="detail"><span>${layer.detail}</span> ${layer.toUseReal === undefined ? nothing : real(layer.toUseReal)}</div>
  </li>`
}

export const layers = (all: readonly Layer[], setup: Setup, flip: Flip) => {
  const reason = whyNot(setup)
  const hand = { disabled: reason !== undefined, flip }
  const inOrder = ORDER.flatMap((name) => all.filter((layer) => layer.name === name))
  return html`<section class="panel layers" aria-labelledby="layers-title">
    <header>
      ${heading('Layers', 'layers-title')}
      <p class="tag">${reason ?? 'break one and see what waits'}</p>
    </header>
    <ol class="path" tabindex="0" aria-label="From chat to port">${inOrder.map((layer) => row(layer, hand))}</ol>
  </section>`
}
