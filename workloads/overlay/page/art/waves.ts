/** Engines that are a movement: modulation, shimmer, echoes, a swell, time that runs backwards. */
import { chance, HEIGHT, type Ink, type Paint, type Scene, WIDTH } from './paint.ts'

export const modverb: Scene = {
  palette: ['#05141c', '#0b3350', '#1670b8', '#45c4ff', '#ff5fb8'],
  draw(paint, seconds) {
    paint.night()
    for (let x = 0; x < WIDTH; x += 8) paint.box({ x, y: 0, w: 1, h: HEIGHT }, 1)
    for (let y = 2; y < HEIGHT; y += 8) paint.box({ x: 0, y, w: WIDTH, h: 1 }, 1)
    const depth = 8 + Math.sin(seconds * 1.3) * 4
    const wave = (shift: number, size: number) => (x: number) =>
      22 + Math.sin(x * 0.16 + seconds * 4 + shift) * size
    paint.curve(wave(2.2, depth * 0.6), 2, 2)
    paint.curve(wave(1.1, depth * 1.2), 3, 2)
    paint.curve(wave(0, depth), 4, 2)
    const at = (seconds * 14) % WIDTH
    paint.disc({ x: at, y: wave(0, depth)(at) + 1, rx: 2 }, 4)
  },
}

const crystal = (paint: Paint, i: number) => {
  const [x, h] = [6 + i * 17, 12 + ((i * 7) % 11)]
  for (let y = 0; y < h; y++) {
    const half = Math.min(y, h - y, 4)
    paint.box({ x: x - half, y: 43 - h + y, w: half * 2 + 1, h: 1 }, 1)
    paint.box({ x: x - half, y: 43 - h + y, w: half, h: 1 }, 2)
  }
  paint.line([x, 43 - h], [x, 42], 3)
}

const CROSS = ['..2..', '..3..', '23432', '..3..', '..2..']

const sparkle = (paint: Paint, i: number, seconds: number) => {
  const age = (seconds * (0.12 + chance(i) * 0.16) + chance(i + 9)) % 1
  const x = Math.round(chance(i + 50) * WIDTH + Math.sin(age * 9 + i) * 2)
  const y = Math.round(42 - age * 44)
  const glow = Math.sin(seconds * 6 + i * 1.7)
  paint.dot(x, y, glow > 0 ? 4 : 3)
  if (glow > 0.72 && i % 3 === 0) paint.sprite(CROSS, { x: x - 2, y: y - 2 })
}

export const shimmer: Scene = {
  palette: ['#0d0a24', '#2a1f6a', '#6a55e0', '#b9a8ff', '#fff8c8'],
  draw(paint, seconds) {
    paint.night()
    for (let i = 0; i < 5; i++) crystal(paint, i)
    for (let i = 0; i < 30; i++) sparkle(paint, i, seconds)
  },
}

const HORN = ['......44', '.....444', '33.44444', '33344444', '33344444', '33.44444', '.....444', '......44']

const FADING: readonly Ink[] = [3, 3, 2, 2, 1, 1, 1]

const echo = (paint: Paint, i: number, beat: number) => {
  const [x, size, ink] = [14 + i * 10 + beat * 10, 16 - i * 1.4, FADING[i] ?? 1]
  paint.arc({ x: x - 4, y: 22, rx: size * 0.55, ry: size }, [-0.2, 0.2], ink)
  paint.arc({ x: x - 3, y: 22, rx: size * 0.55, ry: size }, [-0.17, 0.17], ink)
}

export const echoverb: Scene = {
  palette: ['#170a12', '#43122e', '#a0205e', '#ff5a8a', '#ffe9b8'],
  draw(paint, seconds) {
    paint.night()
    const beat = (seconds * 0.8) % 1
    for (let i = 6; i >= 0; i--) echo(paint, i, beat)
    paint.sprite(HORN, { x: 3, y: 18 })
    const lit = Math.floor(beat * 6)
    for (let i = 0; i < 6; i++) paint.box({ x: 14 + i * 10, y: 34 + i, w: 5, h: 7 - i }, i === lit ? 4 : 2)
  },
}

export const swell: Scene = {
  palette: ['#04101e', '#0b2a4a', '#1660a8', '#4fb0ff', '#f2fbff'],
  draw(paint, seconds) {
    paint.night()
    paint.disc({ x: 62, y: 11, rx: 6 }, 4)
    for (let y = 12; y < 17; y += 2) paint.box({ x: 55, y, w: 15, h: 1 }, 0)
    const rise = 0.5 - Math.cos(((seconds * 0.25) % 1) * Math.PI * 2) / 2
    const sea = (shift: number, size: number, level: number) => (x: number) =>
      level + Math.sin(x * 0.11 + seconds * 1.6 + shift) * size
    const fill = (top: (x: number) => number, ink: Ink) => {
      for (let x = 0; x < WIDTH; x++) paint.box({ x, y: top(x), w: 1, h: HEIGHT }, ink)
    }
    fill(sea(2, 2, 30 - rise * 8), 1)
    const big = (x: number) => sea(0, 2, 37)(x) - rise * 22 * Math.exp(-(((x - 34) / 17) ** 2))
    fill(big, 2)
    paint.curve(big, 4, 1)
    paint.curve((x) => big(x) + 2, 3, 2)
    fill(sea(4, 1.5, 41), 1)
    paint.curve(sea(4, 1.5, 41), 3)
  },
}

const fallingBack = (paint: Paint, i: number, seconds: number) => {
  const age = 1 - ((seconds * 0.5 + chance(i)) % 1)
  const way = chance(i + 30) * Math.PI * 2
  const far = 8 + age * 38
  paint.dot(40 + Math.cos(way) * far, 22 + Math.sin(way) * far * 0.6, age > 0.6 ? 1 : 2)
}

const grown = (paint: Paint, x: number, seconds: number) => {
  const size = ((x + seconds * 10) % WIDTH) / WIDTH
  const h = size ** 2.4 * 13
  paint.box({ x: WIDTH - 1 - x, y: 22 - h, w: 2, h: h * 2 + 1 }, size > 0.85 ? 3 : 1)
}

const arrow = (paint: Paint, x: number, ink: Ink) => {
  for (let i = 0; i < 9; i++) paint.box({ x: x + i, y: 22 - i, w: 3, h: i * 2 + 1 }, ink)
}

export const reverse: Scene = {
  palette: ['#160808', '#3d0f12', '#a01c22', '#ff4b3e', '#ffe2d0'],
  draw(paint, seconds) {
    paint.night()
    for (let i = 0; i < 28; i++) fallingBack(paint, i, seconds)
    for (let x = 0; x < WIDTH; x += 3) grown(paint, x, seconds)
    const lit = 2 - (Math.floor(seconds * 2.5) % 3)
    for (let i = 0; i < 3; i++) arrow(paint, 20 + i * 13, i === lit ? 4 : 3)
  },
}
