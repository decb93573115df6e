/** A small picture of large dots: what the engines' scenes are drawn with. */

/** Dots of a picture. */
export const WIDTH = 80
export const HEIGHT = 45

/** Night, dusk, body, light, spark: five colours are enough for a game of 1985. */
export type Palette = readonly [string, string, string, string, string]
/** An index into the palette. */
export type Ink = 0 | 1 | 2 | 3 | 4

export type Box = { x: number; y: number; w: number; h: number }

export class Paint {
  readonly #context: CanvasRenderingContext2D
  readonly #palette: Palette

  constructor(context: CanvasRenderingContext2D, palette: Palette) {
    this.#context = context
    this.#palette = palette
  }

  box({ x, y, w, h }: Box, ink: Ink) {
    this.#context.fillStyle = this.#palette[ink]
    this.#context.fillRect(Math.round(x), Math.round(y), Math.round(w), Math.round(h))
  }

  dot(x: number, y: number, ink: Ink) {
    this.box({ x, y, w: 1, h: 1 }, ink)
  }

  night() {
    this.box({ x: 0, y: 0, w: WIDTH, h: HEIGHT }, 0)
  }

  /** Dot by dot, ends included. */
  line([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number], ink: Ink) {
    const steps = Math.max(1, Math.round(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1))))
    for (let i = 0; i <= steps; i++) this.dot(x1 + ((x2 - x1) * i) / steps, y1 + ((y2 - y1) * i) / steps, ink)
  }

  /** The outline of a box. */
  frame({ x, y, w, h }: Box, ink: Ink) {
    this.box({ x, y, w, h: 1 }, ink)
    this.box({ x, y: y + h - 1, w, h: 1 }, ink)
    this.box({ x, y, w: 1, h }, ink)
    this.box({ x: x + w - 1, y, w: 1, h }, ink)
  }

  /** An arc of dots; angles in turns, 0 is right, a quarter is down. */
  arc({ x, y, rx, ry = rx }: Round, [from, to]: readonly [number, number], ink: Ink) {
    const steps = Math.ceil(Math.max(rx, ry) * 7 * Math.abs(to - from))
    for (let i = 0; i <= steps; i++) {
      const angle = (from + ((to - from) * i) / steps) * 2 * Math.PI
      this.dot(x + Math.cos(angle) * rx, y + Math.sin(angle) * ry, ink)
    }
  }

  disc({ x, y, rx, ry = rx }: Round, ink: Ink) {
    for (let row = -Math.floor(ry); row <= ry; row++) {
      const half = Math.floor(rx * Math.sqrt(Math.max(0, 1 - (row / ry) ** 2)))
      this.box({ x: x - half, y: y + row, w: half * 2 + 1, h: 1 }, ink)
    }
  }

  /** A curve from left to right, `thick` dots high. */
  curve(heightAt: (x: number) => number, ink: Ink, thick = 1) {
    for (let x = 0; x < WIDTH; x++) this.box({ x, y: heightAt(x), w: 1, h: thick }, ink)
  }

  /** A picture in words: one digit a dot, anything else is left as it is. */
  sprite(rows: readonly string[], { x, y }: { x: number; y: number }) {
    rows.forEach((row, down) => {
      ;[...row].forEach((ink, right) => {
        if (/[0-4]/.test(ink)) this.dot(x + right, y + down, Number(ink) as Ink)
      })
    })
  }
}

export type Round = { x: number; y: number; rx: number; ry?: number }

/** Draws the engine at a moment, in seconds. */
export type Scene = { palette: Palette; draw: (paint: Paint, seconds: number) => void }

/** Always the same for the same number: pictures of 1985 have no chance in them. From 0 to 1. */
export const chance = (seed: number) => {
  const wild = Math.sin(seed * 127.1 + 311.7) * 43758.5453
  return wild - Math.floor(wild)
}
