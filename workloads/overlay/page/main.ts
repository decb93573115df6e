/** Starts the page: takes its layout from the document, follows the overlay, paints when there is something to. */
import { render } from 'lit-html'
import { whileSeen } from '../../service/page/while-seen.ts'
import { sceneOf } from './art/scenes.ts'
import { ArtScreen } from './art/screen.ts'
import type { Shown } from './contract.ts'
import { followLink } from './link.ts'
import { HINT_MS } from './parts/card.ts'
import { SeenReporter } from './seen.ts'
import { sizeAlone } from './size.ts'
import { view } from './view.ts'

const { documentElement: root, body } = document
const parts = (root.dataset.parts ?? '').split(' ')
const motion = matchMedia('(prefers-reduced-motion: reduce)')
const clock = { now: () => performance.now(), isStill: () => motion.matches }

const canvases = { engine: document.createElement('canvas'), card: document.createElement('canvas') }
const screens = { engine: new ArtScreen(canvases.engine, clock), card: new ArtScreen(canvases.card, clock) }
const reporter = new SeenReporter({ url: 'seen', now: clock.now, fetch: fetch.bind(globalThis) })

let shown: Shown = { screen: null, isLinked: true }
let isCut = false
let beats = 0
/** When the first event arrived that is not painted yet. */
let arrivedAt: number | undefined
let paintedGeneration = 0
let isDue = true
let isWoken = false
let nap: ReturnType<typeof setTimeout> | undefined

const sized = () => {
  const alone = sizeAlone(parts)
  if (alone)
    for (const [way, units] of Object.entries(alone)) root.style.setProperty(`--${way}`, String(units))
  root.style.setProperty('--scale', root.dataset.scale ?? '1')
}

let inkedFor: string | null | undefined = null

/** Every rule looks at the root's colours: they are set only when they are others. */
const inked = (engine: string | undefined) => {
  if (engine === inkedFor) return
  inkedFor = engine
  sceneOf(engine).palette.forEach((colour, ink) => {
    root.style.setProperty(`--ink${ink}`, colour)
  })
}

const coloured = () => {
  const engine = shown.screen?.engine.sent ?? shown.screen?.engine.want
  inked(engine?.id)
  screens.engine.show(engine?.id ?? 'dark')
  screens.card.show(shown.screen?.card?.engine ?? 'dark')
}

const report = () => {
  const generation = shown.screen?.generation ?? 0
  if (arrivedAt !== undefined && generation > paintedGeneration) reporter.painting(generation, arrivedAt)
  paintedGeneration = Math.max(paintedGeneration, generation)
  arrivedAt = undefined
}

const paint = () => {
  isWoken = false
  if (isDue) {
    isDue = false
    coloured()
    render(view(parts, { shown, isCut, beat: beatOf(), now: Date.now() }, canvases), body)
    report()
  }
  const rest = Math.min(screens.engine.tick(), screens.card.tick())
  clearTimeout(nap)
  if (rest === 0) wake()
  else if (rest < Number.POSITIVE_INFINITY) nap = setTimeout(wake, rest)
}

/** Between two pictures the machine is OBS's and the encoder's. */
const wake = () => {
  if (!isWoken) requestAnimationFrame(paint)
  isWoken = true
}

const due = () => {
  isDue = true
  wake()
}

const beatOf = () => (beats === 0 ? '' : beats % 2 === 0 ? 'tick' : 'tock')

/** Only what happens before our eyes flashes: not what was there when the page came, or came back. */
const happened = (next: Shown) =>
  !isCut &&
  shown.screen !== null &&
  (next.screen?.deed?.generation ?? 0) > (shown.screen.deed?.generation ?? 0)

const take = (next: Shown) => {
  if (happened(next)) beats++
  // What the page begins with happened some time ago.
  if (shown.screen === null || isCut) paintedGeneration = next.screen?.generation ?? 0
  arrivedAt ??= clock.now()
  shown = next
  isCut = false
  due()
}

const cut = () => {
  isCut = true
  due()
}

/** A picture of the gallery says itself what it shows. */
const still = document.querySelector('#still')?.textContent
if (still) {
  const picture: { shown: Shown; isCut: boolean } = JSON.parse(still)
  take(picture.shown)
  if (picture.isCut) cut()
} else {
  const follow = () => followLink({ url: 'events', onShown: take, onCut: cut })
  // OBS shows a source that it had hidden from its next frame on: there nothing may be late.
  whileSeen(document, follow, () => 'obsstudio' in window)
}
setInterval(due, HINT_MS)
motion.addEventListener('change', due)
sized()
due()
