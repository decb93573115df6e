/** Who changed what last. */
import { html } from 'lit-html'
import type { Deed, Screen } from '../contract.ts'
import { words } from '../words.ts'

const mark = ({ isUndo, isPending }: Deed) => {
  if (isPending) return words('waits', 'small waits')
  return isUndo ? words('undo', 'small undo') : ''
}

const told = (deed: Deed) => html`
  <p class="line who">${words(deed.who, 'middle accent')}</p>
  <p class="line what">${words(deed.to === null ? deed.what : `${deed.what} → ${deed.to}`, 'middle')}</p>
  <p class="line">${mark(deed)}</p>
`

/** `beat` goes back and forth: each deed that happens before our eyes makes it flash anew. */
export const deed = ({ deed: one }: Screen, beat: string) => html`
  <section
    class="part panel deed ${one?.isUndo ? 'undone' : ''}"
    aria-label="Last change"
    data-beat=${beat}
  >
    ${one === null ? html`<p class="line">${words('nobody has turned a knob yet', 'small soft')}</p>` : told(one)}
  </section>
`
