/** Shows one engine's scene after the other on a canvas: twelve pictures a second, and a change that falls in blocks. */
import { chance, HEIGHT, Paint, type Scene, WIDTH } from './paint.ts'
import { sceneOf } from './scenes.ts'

const TICK_MS = 1000 / 12
const CHANGE_MS = 420
/** The wipe falls in squares of so many dots. */
const BLOCK = 5
/** The moment that is shown where nothing moves, in seconds. */
const STILL = 1.7

const columns = WIDTH / BLOCK
const rows = HEIGHT / BLOCK

type Clock = { now: () => number; isStill: () => boolean }

export class ArtScreen {
  readonly #clock: Clock
  readonly #context: CanvasRenderingContext2D
  readonly #next: CanvasRenderingContext2D
  #engine: string | undefined
  #scene: Scene = sceneOf(undefined)
  #changedAt = Number.NEGATIVE_INFINITY
  #paintedAt = Number.NEGATIVE_INFINITY
  #isDue = true

  constructor(canvas: HTMLCanvasElement, clock: Clock) {
    const context = canvas.getContext('2d')
    const next = document.createElement('canvas').getContext('2d')
    if (context === null || next === null) throw new Error('This browser has no canvas')
    for (const { canvas: one } of [context, next]) {
      one.width = WIDTH
      one.height = HEIGHT
    }
    this.#clock = clock
    this.#context = context
    this.#next = next
  }

  /** The last one asked for is what is shown, however many were asked for on the way. */
  show(engine: string | undefined) {
    if (engine === this.#engine) return
    this.#changedAt = this.#isDue ? Number.NEGATIVE_INFINITY : this.#clock.now()
    this.#engine = engine
    this.#scene = sceneOf(engine)
    this.#isDue = true
  }

  /** Paints when it is time to; in how many milliseconds it is again, 0 with the next frame. */
  tick(): number {
    if (!this.#context.canvas.isConnected) return Number.POSITIVE_INFINITY
    const now = this.#clock.now()
    const isStill = this.#clock.isStill()
    if (this.#isDue || (!isStill && now - this.#paintedAt >= TICK_MS)) this.#draw(now, isStill)
    if (this.#isDue) return 0
    return isStill ? Number.POSITIVE_INFINITY : this.#paintedAt + TICK_MS - now
  }

  #draw(now: number, isStill: boolean) {
    this.#paintedAt = now
    this.#scene.draw(new Paint(this.#next, this.#scene.palette), isStill ? STILL : now / 1000)
    const done = isStill ? 1 : (now - this.#changedAt) / CHANGE_MS
    this.#isDue = done < 1
    this.#uncover(done)
  }

  #uncover(done: number) {
    const context = this.#context
    context.save()
    if (done < 1) context.clip(fallen(done))
    context.drawImage(this.#next.canvas, 0, 0)
    context.restore()
  }
}

/** The squares that have fallen by then: drawn all at once, because each drawing of a canvas copies it. */
const fallen = (done: number) => {
  const squares = new Path2D()
  for (let i = 0; i < columns * rows; i++)
    if (chance(i) < done) squares.rect((i % columns) * BLOCK, Math.floor(i / columns) * BLOCK, BLOCK, BLOCK)
  return squares
}
