/** Engines that are a place: room, hall, dome, metal box. */
import { type Box, chance, HEIGHT, type Ink, type Paint, type Round, type Scene, WIDTH } from './paint.ts'

/** The house's player, lit from the left. */
const SAX = [
  '......333.......',
  '.....33333......',
  '.....33322......',
  '......32244.....',
  '....2222..4.....',
  '...222222.4.....',
  '..22222222......',
  '..2222224.......',
  '..222.224.......',
  '...222224....44.',
  '...222.44...444.',
  '...222..4..444..',
  '...2222.44444...',
  '...22222.444....',
  '...22.222.......',
  '...22..22.......',
  '..22...22.......',
  '..11...11.......',
]

const NOTE = ['.33', '.3.', '.3.', '33.', '33.']

/** Notes that rise from the horn. */
const notes = (paint: Paint, seconds: number, from: { x: number; y: number }) => {
  for (let i = 0; i < 3; i++) {
    const age = (seconds * 0.5 + i / 3) % 1
    const sway = Math.sin((age + i) * 7) * 3
    paint.sprite(NOTE, { x: Math.round(from.x + age * 16 + sway), y: Math.round(from.y - age * 18) })
  }
}

const walls = (paint: Paint) => {
  paint.box({ x: 14, y: 6, w: 52, h: 27 }, 1)
  for (let y = 9; y < 33; y += 4) paint.box({ x: 14, y, w: 52, h: 1 }, 0)
  paint.line([0, 0], [14, 6], 2)
  paint.line([WIDTH - 1, 0], [65, 6], 2)
  paint.line([0, HEIGHT - 1], [14, 33], 2)
  paint.line([WIDTH - 1, HEIGHT - 1], [65, 33], 2)
  paint.frame({ x: 14, y: 6, w: 52, h: 28 }, 2)
}

export const room: Scene = {
  palette: ['#1a0d10', '#3a1a1a', '#8a3324', '#ff7b45', '#ffd9a0'],
  draw(paint, seconds) {
    paint.night()
    walls(paint)
    paint.box({ x: 39, y: 6, w: 2, h: 4 }, 2)
    paint.box({ x: 36, y: 10, w: 8, h: 2 }, Math.sin(seconds * 9) > -0.9 ? 4 : 3)
    paint.box({ x: 22, y: 35, w: 36, h: 2 }, 2)
    paint.sprite(SAX, { x: 31, y: 17 })
    notes(paint, seconds, { x: 47, y: 21 })
  },
}

const aisle = (paint: Paint, depth: number) => {
  const inset = depth * 7
  const [top, w, ink]: [number, number, Ink] = [4 + depth * 3, 5 - (depth >> 1), depth > 2 ? 1 : 2]
  for (const x of [inset, WIDTH - 5 - inset]) {
    paint.box({ x, y: top, w, h: 38 - depth * 6 }, ink)
    paint.box({ x: x - 1, y: top, w: w + 2, h: 1 }, 3)
  }
  paint.arc({ x: 39.5, y: 8 + depth * 3, rx: 37 - inset, ry: 7 }, [0.5, 1], ink)
}

const applause = (paint: Paint) => {
  for (let x = 2; x < WIDTH; x += 4) paint.box({ x: x + (x % 8 ? 0 : 1), y: 41 - (x % 3), w: 3, h: 6 }, 1)
}

export const hall: Scene = {
  palette: ['#0b0f22', '#1b2450', '#3c4fa0', '#8fa8ff', '#fff3c4'],
  draw(paint, seconds) {
    paint.night()
    for (let depth = 4; depth >= 0; depth--) aisle(paint, depth)
    paint.box({ x: 28, y: 32, w: 24, h: 2 }, 3)
    for (let i = 0; i < 6; i++) {
      const ring = ((seconds * 0.35 + i / 6) % 1) * 30
      paint.arc({ x: 39.5, y: 32, rx: ring, ry: ring * 0.42 }, [0.53, 0.97], ring > 20 ? 1 : 3)
    }
    paint.sprite(SAX, { x: 32, y: 14 })
    applause(paint)
    for (const x of [12, 67]) paint.dot(x, 12, Math.sin(seconds * 6 + x) > 0 ? 4 : 3)
  },
}

const stars = (paint: Paint, seconds: number) => {
  for (let i = 0; i < 26; i++) {
    const isLit = chance(i) > 0.5 || Math.sin(seconds * 3 + i * 2) > 0.4
    paint.dot(chance(i + 40) * WIDTH, chance(i + 90) * 26, isLit ? 4 : 1)
  }
}

const DOME: Round = { x: 39.5, y: 38, rx: 34, ry: 30 }

const ribs = (paint: Paint) => {
  for (let rx = 34; rx > 1; rx -= 8) paint.arc({ ...DOME, rx }, [0.5, 1], 2)
  for (const [ring, half] of [34, 31, 24, 14].entries())
    paint.box({ x: 39.5 - half, y: 38 - ring * 9, w: half * 2 + 1, h: 1 }, ring === 0 ? 3 : 2)
}

export const edome: Scene = {
  palette: ['#06121a', '#0d3040', '#16708a', '#3fd6e8', '#e8fdff'],
  draw(paint, seconds) {
    paint.night()
    stars(paint, seconds)
    ribs(paint)
    const sweep = (seconds * 0.4) % 1
    paint.arc({ ...DOME, rx: 34 * Math.cos(sweep * Math.PI) }, [0.5, 0.75], 3)
    paint.arc(DOME, [0.5, 1], 3)
    const pulse = ((seconds * 0.6) % 1) * 20
    paint.arc({ ...DOME, rx: pulse, ry: pulse * 0.8 }, [0.5, 1], 4)
    paint.box({ x: 0, y: 39, w: WIDTH, h: 1 }, 2)
  },
}

const CORNERS = [
  [2, 2],
  [26, 2],
  [2, 20],
  [26, 20],
] as const

const crate = (paint: Paint, box: Box) => {
  paint.box(box, 1)
  for (let i = 0; i < 9; i++) {
    const [right, ink]: [number, Ink] = [box.x + box.w + i, i === 8 ? 3 : 2]
    paint.line([box.x + i, box.y - i], [right - 1, box.y - i], ink)
    paint.line([right, box.y - i], [right, box.y - i + box.h - 1], i === 8 ? 3 : 1)
  }
  paint.frame(box, 3)
  for (const [x, y] of CORNERS) paint.box({ x: box.x + x, y: box.y + y, w: 2, h: 2 }, 2)
  paint.line([box.x + 3, box.y + 16], [box.x + 16, box.y + 3], 2)
}

const sparks = (paint: Paint, seconds: number) => {
  for (let i = 0; i < 8; i++) {
    const age = (seconds * 1.4 + i / 8) % 1
    const way = chance(i) * 6.28
    paint.dot(44 + Math.cos(way) * age * 34, 24 + Math.sin(way) * age * 22, age > 0.5 ? 2 : 4)
  }
}

export const metalbox: Scene = {
  palette: ['#0c0d10', '#23272e', '#5a6470', '#aeb9c4', '#ffe14d'],
  draw(paint, seconds) {
    paint.night()
    const box = { x: 22 + (Math.sin(seconds * 5) > 0.7 ? 1 : 0), y: 15, w: 30, h: 24 }
    crate(paint, box)
    const angle = seconds * 4
    const ball = { x: box.x + 15 + Math.cos(angle) * 9, y: box.y + 12 + Math.sin(angle * 1.7) * 7 }
    paint.disc({ ...ball, rx: 2 }, 4)
    sparks(paint, seconds)
  },
}
