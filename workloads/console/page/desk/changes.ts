/** The log of changes: who, what, from where to where, and whether the pedal has it yet. */
import { html, nothing } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { Change } from '../../../lounge/log.ts'
import { clock } from '../clock.ts'
import { heading } from '../pixels/view.ts'
import { mark, type PageState } from '../store.ts'
import { changeWords } from './change-words.ts'

const MARKS = { applied: 'applied', pending: 'pending' } as const

const arrow = (from: string, to: string) =>
  to === '' ? nothing : html`<span class="from-to"><span class="from">${from}</span> → <b>${to}</b></span>`

const others = (more: number) =>
  more > 0 ? html`<span class="more" title="${more} more controls hang on it">+${more}</span>` : nothing

const row = (state: PageState, change: Change) => {
  const words = changeWords(change, state)
  const how = mark(state, change)
  return html`<li class=${how} data-generation=${change.generation}>
    <span class="mark ${how}">${MARKS[how]}</span>
    <span class="what"><b class="by ${change.who.role}">${change.who.name}</b> ${words.what} ${arrow(words.from, words.to)} ${others(words.more)}</span>
    <span class="generation" title="generation">#${change.generation}</span>
    <time>${clock(change.at)}</time>
  </li>`
}

export const changes = (state: PageState) => html`<section class="panel changes" aria-labelledby="log-title">
  <header>
    ${heading('Log', 'log-title')}
    <p class="tag">${state.view === undefined ? '' : `generation ${state.view.generation}`}</p>
  </header>
  ${
    state.changes.length === 0
      ? html`<p class="hint">No change yet. Whatever is accepted stays here for good.</p>`
      : html`<ol class="scroll" tabindex="0" aria-label="Changes, newest first">
          ${repeat(
            state.changes,
            ({ id }) => id,
            (change) => row(state, change),
          )}
        </ol>`
  }
</section>`
