/** The chat: what was said, who to speak as, and a line to type into. */
import { html, nothing } from 'lit-html'
import { createRef, ref } from 'lit-html/directives/ref.js'
import { repeat } from 'lit-html/directives/repeat.js'
import { clock } from '../clock.ts'
import type { Persona, Setup } from '../contract.ts'
import { heading } from '../pixels/view.ts'
import type { ChatRoom, Line } from './room.ts'
import { stickToEnd } from './stick-to-end.ts'

const EXAMPLES = ['!engine shimmer', '!time 7', '!dial1 5', '!undo', '!help']
const BADGES: Partial<Record<Line['role'], string>> = { bot: 'bot', broadcaster: 'cast', moderator: 'mod' }

const input = createRef<HTMLInputElement>()

const badge = (role: Line['role']) =>
  BADGES[role] === undefined ? nothing : html`<span class="badge ${role}">${BADGES[role]}</span>`

const line = ({ role, name, text, at }: Line) => html`<p class="line ${role}">
  <time>${clock(at)}</time> ${badge(role)} <b>${name}</b> <span class="said">${text}</span>
</p>`

const welcome = html`<p class="hint">
  Nobody has said anything yet. Type a line below, or press one of the examples, and watch the pedal.
</p>`

const log = ({ lines }: ChatRoom) => html`<div
  class="lines" role="log" aria-live="off" aria-label="Chat lines" tabindex="0" ${stickToEnd(lines.length)}>
  ${lines.length === 0 ? welcome : repeat(lines, ({ id }) => id, line)}
</div>
<p class="unseen" aria-live="polite">${lines.findLast(({ role }) => role === 'bot' || role === 'server')?.text}</p>`

/** Why somebody can't be spoken as, undefined where they can. */
const whyNot = ({ mayUse, role }: Persona, { twitch }: Setup) => {
  if (mayUse) return undefined
  return twitch !== null && role === 'broadcaster'
    ? `not while #${twitch} is played for real.`
    : 'open this address with its key, as npm start printed it.'
}

const personaChoice = (persona: Persona, room: ChatRoom, setup: Setup) => html`<label
  class="persona ${persona.role}" title=${whyNot(persona, setup) ?? nothing}>
  <input type="radio" name="persona" value=${persona.login} ?disabled=${!persona.mayUse}
    .checked=${room.speaker === persona.login} @change=${() => room.speakAs(persona.login)} />
  <span class="who">${persona.name}</span> <span class="role">${persona.role}</span>
</label>`

/** "Mo, Sax: open this address with its key …", one line a reason. */
const reasons = (setup: Setup) => {
  const shut = Map.groupBy(setup.personas, (persona) => whyNot(persona, setup))
  return [...shut].map(([why, who]) =>
    why === undefined
      ? nothing
      : html`<p class="reason">${who.map(({ name }) => name).join(', ')}: ${why}</p>`,
  )
}

const personas = (room: ChatRoom, setup: Setup) => html`<fieldset class="personas">
  <legend>Speak as</legend>
  <div class="persona-row">${setup.personas.map((persona) => personaChoice(persona, room, setup))}</div>
  ${reasons(setup)}
</fieldset>`

const STATES = { off: 'not connected', connecting: 'connecting…', on: 'connected' } as const

const send = (room: ChatRoom) => (event: Event) => {
  event.preventDefault()
  const field = input.value
  if (field === undefined) return
  room.say(field.value)
  field.value = ''
}

const recall = (room: ChatRoom) => (event: KeyboardEvent) => {
  const field = event.currentTarget as HTMLInputElement
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
  event.preventDefault()
  field.value = event.key === 'ArrowUp' ? room.history.back(field.value) : room.history.forth(field.value)
  field.setSelectionRange(field.value.length, field.value.length)
}

const form = (room: ChatRoom) => html`<form class="say" @submit=${send(room)}>
  <label class="unseen" for="line">Chat line</label>
  <input id="line" name="line" maxlength="500" autocomplete="off" autocapitalize="off" spellcheck="false"
    placeholder="e.g. !time 7" ${ref(input)} @keydown=${recall(room)} />
  <button class="primary" type="submit">Send</button>
</form>`

const examples = (room: ChatRoom) => html`<div class="examples" role="group" aria-label="Say an example">
  ${EXAMPLES.map((text) => html`<button type="button" class="chip" @click=${() => room.say(text)}>${text}</button>`)}
</div>`

export const chat = (
  room: ChatRoom,
  setup: Setup,
) => html`<section class="panel chat" aria-labelledby="chat-title">
  <header>
    ${heading('Chat', 'chat-title')}
    <p class="tag ${room.state}">#${setup.channel} · ${STATES[room.state]}</p>
  </header>
  ${log(room)} ${examples(room)} ${form(room)} ${personas(room, setup)}
</section>`
