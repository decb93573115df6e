/** The whole page as one picture of what it knows. */
import { html, nothing } from 'lit-html'
import type { ChatRoom } from './chat/room.ts'
import { chat } from './chat/view.ts'
import type { Setup } from './contract.ts'
import { changes } from './desk/changes.ts'
import { type Flip, layers } from './desk/layers.ts'
import { overlay } from './desk/overlay.ts'
import { wire } from './desk/wire.ts'
import { type Asked, panelOf, sentValues } from './pedal/panel.ts'
import { pedalPanel } from './pedal/view.ts'
import { pixels } from './pixels/view.ts'
import { soundBar } from './sound/bar.ts'
import type { Player } from './sound/player.ts'
import { type PageState, presence, reportOf } from './store.ts'

export type Parts = {
  state: PageState
  room: ChatRoom | undefined
  player: Player
  now: number
  flip: Flip
  /** A sentence that somebody must read, or nothing. */
  fault: string
  dismiss: () => void
}

const brand = html`<h1>${pixels('8 Bit Sax Lounge')}<span class="unseen">8 Bit Sax Lounge</span></h1>`

const standing = ({ view, connected }: PageState) => {
  if (!connected)
    return html`<p class="standing lost" role="status">Connection to the lounge lost: reconnecting…</p>`
  if (view === undefined) return html`<p class="standing">The lounge is opening…</p>`
  return html`<p class="standing ${view.live ? 'live' : 'standby'}">
    ${view.environment} · ${view.live ? 'live' : 'standby'}
    ${view.state.desk.lock === null ? nothing : html`· locked by ${view.state.desk.lock.by}`}
  </p>`
}

const where = ({ irc, twitch }: Setup) =>
  twitch === null
    ? html`<p class="where">any IRC client may join: <code>${irc}</code></p>`
    : html`<p class="where">on Twitch: <code>#${twitch}</code></p>`

const asked = (state: PageState, setup: Setup): Asked & { device: string } => {
  const [profile] = setup.profiles
  if (profile === undefined) return { device: '', sent: {}, desired: {}, by: {} }
  const settings = Object.entries(state.view?.state.devices[profile.id] ?? {})
  return {
    device: profile.id,
    sent: sentValues(profile, state.received, reportOf(state, profile.id)?.values ?? {}),
    desired: Object.fromEntries(settings.map(([id, { value }]) => [id, value])),
    by: Object.fromEntries(settings.map(([id, { by }]) => [id, by])),
  }
}

const stage = ({ state, player, now }: Parts, setup: Setup) => {
  const [profile] = setup.profiles
  if (profile === undefined) return nothing
  const is = asked(state, setup)
  return pedalPanel({
    name: profile.name,
    panel: panelOf(profile, is),
    presence: presence(state, profile.id, now),
    state,
    sound: soundBar(player),
  })
}

export const page = (parts: Parts) => {
  const { state, room, flip, fault, dismiss } = parts
  const { setup } = state
  if (setup === undefined || room === undefined)
    return html`<main class="plain"><p>${fault === '' ? 'Opening the lounge…' : fault}</p></main>`
  return html`<header class="top">${brand} ${standing(state)} ${where(setup)}</header>
    <main class="desk">
      ${stage(parts, setup)} ${chat(room, setup)} ${wire(state.wire)} ${layers(state.layers, setup, flip)}
      ${changes(state)} ${overlay}
    </main>
    ${fault === '' ? nothing : html`<p class="fault" role="alert">${fault} <button type="button" @click=${dismiss}>Close</button></p>`}`
}
