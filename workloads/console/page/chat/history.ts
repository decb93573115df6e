/** What was typed before, for the arrow keys: back, forth, and back to the draft. */

const KEPT = 50

export class History {
  #lines: string[] = []
  /** How far back we are; 0 is the draft. */
  #back = 0
  #draft = ''

  add(line: string) {
    if (this.#lines.at(-1) !== line) this.#lines = [...this.#lines, line].slice(-KEPT)
    this.#back = 0
    this.#draft = ''
  }

  /** The line before; `shown` is kept to come back to when it is the draft. */
  back(shown: string): string {
    if (this.#back === 0) this.#draft = shown
    this.#back = Math.min(this.#back + 1, this.#lines.length)
    return this.#shown()
  }

  forth(shown: string): string {
    if (this.#back === 0) return shown
    this.#back -= 1
    return this.#shown()
  }

  #shown(): string {
    return this.#back === 0 ? this.#draft : (this.#lines.at(-this.#back) ?? '')
  }
}
