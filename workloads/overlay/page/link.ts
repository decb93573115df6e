/** The overlay's events: comes back by itself, and knows when nobody speaks any more. */
import type { Shown } from './contract.ts'

type Options = { url: string; onShown: (shown: Shown) => void; onCut: () => void }

/** More than two of the overlay's pulses, in milliseconds. */
const SILENCE_MS = 12_000
const RETRY_MS = { first: 250, last: 2_000 }

/** Until the returned function is called. */
export const followLink = ({ url, onShown, onCut }: Options): (() => void) => {
  let source: EventSource | undefined
  let attempt = 0
  let silence: ReturnType<typeof setTimeout> | undefined

  const wait = (then: () => void, ms: number) => {
    clearTimeout(silence)
    silence = setTimeout(then, ms)
  }
  /** The browser's own way back takes seconds, and none at all after an answer that is no stream. */
  const again = () => {
    source?.close()
    onCut()
    wait(open, Math.min(RETRY_MS.last, RETRY_MS.first * 2 ** attempt++))
  }
  const alive = () => wait(again, SILENCE_MS)
  const open = () => {
    source = new EventSource(url)
    source.onerror = again
    source.addEventListener('pulse', alive)
    source.addEventListener('shown', ({ data }) => {
      attempt = 0
      alive()
      onShown(JSON.parse(data))
    })
    alive()
  }
  open()
  return () => {
    clearTimeout(silence)
    source?.close()
  }
}
