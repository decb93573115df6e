/** What a viewer should know before blaming anybody: locked, pedal away, waiting, lagging, cut off. */
import { html, nothing } from 'lit-html'
import type { Screen } from '../contract.ts'
import { words } from '../words.ts'

export type Link = 'up' | 'deaf' | 'cut'

type Pill = { name: string; text: string } | undefined

const pedal: Readonly<Record<Screen['pedal'], Pill>> = {
  there: undefined,
  away: { name: 'away', text: 'pedal away' },
  'no-port': { name: 'away', text: 'pedal unplugged' },
}

const plural = (count: number) => `${count} waiting`

const pills = ({ lock, pending, lag, environment, pedal: is }: Screen): Pill[] => [
  lock === null ? undefined : { name: 'lock', text: `locked by ${lock.by}` },
  pedal[is],
  environment === null ? { name: 'away', text: 'changing over' } : undefined,
  pending === 0 ? undefined : { name: 'waits', text: plural(pending) },
  lag === null ? undefined : { name: 'waits', text: `${lag / 1000} s behind` },
]

export const status = (screen: Screen | null, link: Link) => {
  const cut: Pill = link === 'up' ? undefined : { name: 'cut', text: 'reconnecting' }
  const shown = [cut, ...(screen === null ? [] : pills(screen))].filter((pill) => pill !== undefined)
  return html`<section class="part status" aria-label="State">
    ${
      shown.length === 0
        ? nothing
        : html`<ul>${shown.map(({ name, text }) => html`<li class="panel pill ${name}">${words(text, 'small')}</li>`)}</ul>`
    }
  </section>`
}
