import { expect, test } from 'vitest'
import { devices } from '../../../lounge/devices/index.ts'
import { HEIGHT, Paint, WIDTH } from './paint.ts'
import { hasScene, sceneOf } from './scenes.ts'

const ids = devices.flatMap(({ engines }) => engines.map(({ id }) => id))

/** Every dot that a scene leaves on the canvas, in its colours. */
const drawn = (id: string, seconds: number) => {
  const dots = new Map<number, string>()
  const context = {
    fillStyle: '',
    fillRect(...[x, y, w, h]: [number, number, number, number]) {
      for (let row = Math.max(0, y); row < Math.min(HEIGHT, y + h); row++)
        for (let column = Math.max(0, x); column < Math.min(WIDTH, x + w); column++)
          dots.set(row * WIDTH + column, this.fillStyle)
    },
  }
  const scene = sceneOf(id)
  scene.draw(new Paint(context as unknown as CanvasRenderingContext2D, scene.palette), seconds)
  return dots
}

const same = (a: Map<number, string>, b: Map<number, string>) =>
  [...a].every(([at, ink]) => b.get(at) === ink)

test.each(ids)('%s has a picture of its own, in its colours, that moves', (id) => {
  const dots = drawn(id, 1)

  expect(hasScene(id)).toBe(true)
  expect(dots.size).toBe(WIDTH * HEIGHT)
  expect(new Set(dots.values()).size).toBeGreaterThanOrEqual(4)
  expect(same(dots, drawn(id, 1.4))).toBe(false)
})

test('no two engines look alike', () => {
  const pictures = ids.map((id) => [...drawn(id, 1).values()].join())

  expect(new Set(pictures).size).toBe(ids.length)
})
