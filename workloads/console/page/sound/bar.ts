/** Play, stop, volume, and what is heard and why. */
import { html, nothing } from 'lit-html'
import { ref } from 'lit-html/directives/ref.js'
import type { Player } from './player.ts'

const BLOCKS = 10

/** Lights the meter while it is on the page, without drawing the page anew. */
const meter = (player: Player) => (element: Element | undefined) => {
  if (!(element instanceof SVGElement)) return
  const light = () => {
    if (!element.isConnected) return
    element.style.setProperty('--loud', String(Math.round(player.loudness * BLOCKS)))
    requestAnimationFrame(light)
  }
  requestAnimationFrame(light)
}

const blocks = Array.from({ length: BLOCKS }, (_, i) => `M${i * 6} 0h4v14h-4z`).join('')

const loudness = (player: Player) => html`<svg
  class="loudness" viewBox="0 0 ${BLOCKS * 6 - 2} 14" aria-hidden="true" ${player.isPlaying ? ref(meter(player)) : nothing}>
  <path class="unlit" d=${blocks}></path>
  <path class="loud" d=${blocks}></path>
</svg>`

const heard = ({ rack }: Player) => {
  if (rack.sounds.length === 0) return 'dry: no engine yet'
  return rack.sounds
    .map(({ engine, seconds }) => `${engine}, ${seconds.toFixed(1)} s`)
    .join(rack.isCascade ? ' → ' : ' + ')
}

export const soundBar = (player: Player) => html`<div class="sound" role="group" aria-label="Hear it">
  <button type="button" class="play" id="play" aria-pressed=${player.isPlaying ? 'true' : 'false'}
    @click=${() => (player.isPlaying ? player.stop() : player.play())}>
    <span class="glyph ${player.isPlaying ? 'stop' : 'go'}" aria-hidden="true"></span>
    ${player.isPlaying ? 'Stop the sax' : 'Play the sax'}
  </button>
  ${loudness(player)}
  <label class="volume"><span class="glyph speaker" aria-hidden="true"></span><span class="unseen">Volume</span>
    <input type="range" min="0" max="1" step="0.05" .value=${String(player.volume)}
      @input=${(event: Event) => player.setVolume(Number((event.currentTarget as HTMLInputElement).value))} />
  </label>
  <p class="heard">${heard(player)}</p>
</div>`
