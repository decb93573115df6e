/** Engines that are a thing that shakes: springs, a plate, a tape. */
import { chance, HEIGHT, type Paint, type Scene, WIDTH } from './paint.ts'

type Coil = { y: number; from: number; to: number; turns: number; size: number }

/** Where the wire of a spring is, by how far along it one is; a wave runs through it. */
const wire = ({ y, from, to, turns, size }: Coil, seconds: number, way: number): [number, number] => {
  const angle = way * turns * Math.PI * 2
  const squeeze = Math.sin(way * 7 - seconds * 8) * 1.8 * Math.sin(way * Math.PI)
  const lift = Math.sin(way * 9 - seconds * 10) * 1.4 * Math.sin(way * Math.PI)
  return [
    from + way * (to - from) + squeeze + Math.sin(angle) * size * 0.35,
    y + lift - Math.cos(angle) * size,
  ]
}

/** A spring lying across the picture, seen a little from the side: first what is behind, then what is in front. */
const coil = (paint: Paint, spring: Coil, seconds: number) => {
  const steps = spring.turns * 24
  const pieces = Array.from({ length: steps }, (_, i) => ({ i, isFront: i % 24 > 0 && i % 24 <= 12 }))
  for (const { i, isFront } of pieces.sort((a, b) => Number(a.isFront) - Number(b.isFront))) {
    const ends = [wire(spring, seconds, i / steps), wire(spring, seconds, (i + 1) / steps)] as const
    paint.line(ends[0], ends[1], isFront ? 3 : 2)
  }
}

export const truespring: Scene = {
  palette: ['#071610', '#0f3324', '#1f8a5a', '#58f0a0', '#eafff2'],
  draw(paint, seconds) {
    paint.night()
    paint.box({ x: 0, y: 4, w: 6, h: 37 }, 2)
    paint.box({ x: 74, y: 4, w: 6, h: 37 }, 2)
    for (const y of [8, 22, 36]) for (const x of [2, 77]) paint.box({ x, y, w: 2, h: 2 }, 4)
    coil(paint, { y: 22, from: 9, to: 71, turns: 9, size: 12 }, seconds)
    for (let i = 0; i < 3; i++) {
      const x = 8 + ((seconds * 26 + i * 22) % 64)
      paint.dot(x, 7 + Math.sin(x) * 2, 4)
    }
  },
}

export const outboardspring: Scene = {
  palette: ['#160f06', '#33230c', '#8a5d1c', '#ffb13d', '#fff0cf'],
  draw(paint, seconds) {
    paint.night()
    paint.box({ x: 6, y: 6, w: 68, h: 22 }, 1)
    paint.frame({ x: 6, y: 6, w: 68, h: 22 }, 3)
    coil(paint, { y: 12, from: 11, to: 69, turns: 20, size: 3 }, seconds)
    coil(paint, { y: 21, from: 11, to: 69, turns: 16, size: 3 }, seconds * 0.8 + 2)
    for (const y of [12, 21]) for (const x of [8, 70]) paint.box({ x, y: y - 1, w: 2, h: 3 }, 4)
    paint.box({ x: 14, y: 33, w: 52, h: 9 }, 1)
    paint.frame({ x: 14, y: 33, w: 52, h: 9 }, 2)
    for (const [i, x] of [22, 34, 46].entries()) {
      paint.disc({ x, y: 37, rx: 2 }, 3)
      const turn = Math.sin(seconds * 0.9 + i * 2) * 2
      paint.dot(x + turn, 36, 0)
    }
    paint.box({ x: 58, y: 36, w: 3, h: 3 }, Math.sin(seconds * 7) > 0 ? 4 : 2)
  },
}

/** One dot of the plate: rings that run out from where it is driven. */
const ripple = (paint: Paint, i: number, seconds: number) => {
  const [x, y] = [i % 50, Math.floor(i / 50)]
  const from = Math.hypot(x - 16, (y - 13) * 1.3)
  const wave = Math.sin(from * 0.75 - seconds * 9)
  if (wave > 0.55) paint.dot(15 + x, 9 + y, wave > 0.9 && from < 26 ? 3 : 2)
}

export const plate: Scene = {
  palette: ['#101018', '#26263a', '#5d5f8f', '#b7bbf5', '#ffffff'],
  draw(paint, seconds) {
    paint.night()
    for (const [x, y] of [
      [8, 4],
      [71, 4],
      [8, 40],
      [71, 40],
    ] as const) {
      paint.line([x, y], [x < 40 ? 15 : 64, y < 20 ? 9 : 35], 2)
      paint.box({ x: x - 1, y: y - 1, w: 3, h: 3 }, 3)
    }
    paint.box({ x: 15, y: 9, w: 50, h: 27 }, 1)
    for (let i = 0; i < 27 * 50; i++) ripple(paint, i, seconds)
    paint.frame({ x: 15, y: 9, w: 50, h: 27 }, 3)
    paint.disc({ x: 31, y: 22, rx: 2 }, 4)
    paint.box({ x: 53, y: 20, w: 3, h: 4 }, 4)
  },
}

const sprout = (paint: Paint, i: number, seconds: number) => {
  const age = (seconds * 0.22 + i / 5) % 1
  const x = 10 + i * 15
  const top = 34 - age * 24
  const bend = Math.sin(seconds * 1.5 + i * 2) * 3 * age
  paint.line([x, 34], [x + bend, top], 2)
  for (let leaf = 1; leaf * 0.22 < age; leaf++) {
    const at: [number, number] = [x + bend * leaf * 0.22, 34 - leaf * 5.3]
    paint.line(at, [at[0] + (leaf % 2 ? 4 : -4), at[1] - 3], 3)
  }
  paint.disc({ x: x + bend, y: top, rx: 1 + age * 2.4 }, age > 0.85 ? 4 : 3)
  paint.dot(x + bend, top, 4)
}

export const offspring: Scene = {
  palette: ['#12081c', '#2c1546', '#7b35c9', '#d08bff', '#b8ff5a'],
  draw(paint, seconds) {
    paint.night()
    coil(paint, { y: 38, from: 4, to: 76, turns: 14, size: 4 }, seconds)
    for (let i = 0; i < 5; i++) sprout(paint, i, seconds)
  },
}

export const lofi: Scene = {
  palette: ['#14100c', '#3a2c1e', '#8c6a45', '#e0b98a', '#f4f0e0'],
  draw(paint, seconds) {
    paint.night()
    const wow = Math.round(Math.sin(seconds * 2.2))
    paint.box({ x: 12, y: 6 + wow, w: 56, h: 34 }, 2)
    paint.frame({ x: 12, y: 6 + wow, w: 56, h: 34 }, 3)
    paint.box({ x: 17, y: 10 + wow, w: 46, h: 8 }, 4)
    for (const y of [12, 15]) paint.box({ x: 20, y: y + wow, w: 30 - y, h: 1 }, 2)
    paint.box({ x: 20, y: 21 + wow, w: 40, h: 11 }, 1)
    for (const x of [28, 51]) {
      paint.disc({ x, y: 26 + wow, rx: 5 }, 4)
      for (let spoke = 0; spoke < 3; spoke++) {
        const angle = seconds * 3 + (spoke * Math.PI * 2) / 3
        paint.line([x, 26 + wow], [x + Math.cos(angle) * 4, 26 + wow + Math.sin(angle) * 4], 1)
      }
    }
    paint.box({ x: 35, y: 24 + wow, w: 9, h: 5 }, 2)
    paint.box({ x: 22, y: 35 + wow, w: 36, h: 5 }, 1)
    const frame = Math.floor(seconds * 12)
    for (let i = 0; i < 46; i++)
      paint.dot(chance(i + frame * 3.1) * WIDTH, chance(i * 2 + frame * 7.7) * HEIGHT, i % 2 ? 1 : 3)
    paint.box({ x: 0, y: (seconds * 22) % HEIGHT, w: WIDTH, h: 1 }, 3)
  },
}
