/** Keeps a growing list at its end, unless somebody has scrolled back to read. */
import { noChange } from 'lit-html'
import { Directive, directive, type ElementPart } from 'lit-html/directive.js'

const NEAR = 40 // pixels from the end that still count as being there

class StickToEnd extends Directive {
  #length = -1

  override render(_length: number) {
    return noChange
  }

  override update({ element }: ElementPart, [length]: [number]) {
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR
    if (length !== this.#length && (isNear || this.#length === -1)) {
      queueMicrotask(() => element.scrollTo({ top: element.scrollHeight }))
    }
    this.#length = length
    return noChange
  }
}

export const stickToEnd = directive(StickToEnd)
