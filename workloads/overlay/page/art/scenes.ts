/** Every engine's scene by its id, and one for what nobody has chosen. */
import type { Scene } from './paint.ts'
import { chance, HEIGHT, WIDTH } from './paint.ts'
import { edome, hall, metalbox, room } from './rooms.ts'
import { lofi, offspring, outboardspring, plate, truespring } from './springs.ts'
import { echoverb, modverb, reverse, shimmer, swell } from './waves.ts'

const SCENES: Readonly<Record<string, Scene>> = {
  ...{ room, hall, edome, truespring, plate, lofi, modverb },
  ...{ shimmer, echoverb, swell, offspring, reverse, outboardspring, metalbox },
}

/** An engine that has no scene of its own yet, or none that is known: a lamp that waits in the dark. */
const dark: Scene = {
  palette: ['#120d18', '#231a30', '#4a3a60', '#8a76a8', '#d9cdea'],
  draw(paint, seconds) {
    paint.night()
    for (let i = 0; i < 40; i++)
      paint.dot(chance(i) * WIDTH, chance(i + 77) * HEIGHT, Math.sin(seconds * 2 + i) > 0.6 ? 2 : 1)
    paint.frame({ x: 27, y: 14, w: 26, h: 17 }, 2)
    paint.box({ x: 39, y: 18, w: 2, h: 9 }, Math.sin(seconds * 3) > 0 ? 3 : 2)
  },
}

export const hasScene = (engine: string) => Object.hasOwn(SCENES, engine)

export const sceneOf = (engine: string | undefined): Scene =>
  (engine === undefined ? undefined : SCENES[engine]) ?? dark
