/** Engines that are a place: room, hall, dome, metal box. */
import { chance, HEIGHT, type Paint, type Scene, WIDTH } from './paint.ts'

/** The house's player, lit from the left. */
const SAX = [
  '....33......',
  '...3333.....',
  '...3322.....',
  '....33......',
  '..222222....',
  '.22222222...',
  '.2222222244.',
  '.22222244.44',
  '..22224...44',
  '..222244..44',
  '..2222.4444.',
  '..22.22.44..',
  '..22.22.....',
  '..22.22.....',
  '..11.11.....',
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

export const room: Scene = {
  palette: ['#1a0d10', '#3a1a1a', '#8a3324', '#ff7b45', '#ffd9a0'],
  draw(paint, seconds) {
    paint.night()
    paint.box({ x: 14, y: 6, w: 52, h: 27 }, 1)
    for (let y = 9; y < 33; y += 4) paint.box({ x: 14, y, w: 52, h: 1 }, 0)
    for (const x of [0, 79]) paint.line([x, x === 0 ? 0 : 0], [x === 0 ? 14 : 66, 6], 2)
    for (const x of [0, 79]) paint.line([x, HEIGHT - 1], [x === 0 ? 14 : 66, 33], 2)
    paint.frame({ x: 14, y: 6, w: 52, h: 28 }, 2)
    paint.box({ x: 39, y: 6, w: 2, h: 5 }, 2)
    paint.box({ x: 36, y: 11, w: 8, h: 2 }, Math.sin(seconds * 9) > -0.9 ? 4 : 3)
    paint.box({ x: 22, y: 34, w: 36, h: 2 }, 2)
    paint.sprite(SAX, { x: 33, y: 20 })
    notes(paint, seconds, { x: 46, y: 22 })
  },
}

export const hall: Scene = {
  palette: ['#0b0f22', '#1b2450', '#3c4fa0', '#8fa8ff', '#fff3c4'],
  draw(paint, seconds) {
    paint.night()
    for (let depth = 4; depth >= 0; depth--) {
      const inset = depth * 7
      const ink = depth > 2 ? 1 : 2
      for (const x of [inset, WIDTH - 5 - inset]) {
        paint.box({ x, y: 4 + depth * 3, w: 5 - (depth >> 1), h: 38 - depth * 6 }, ink)
        paint.box({ x: x - 1, y: 4 + depth * 3, w: 7 - (depth >> 1), h: 1 }, 3)
      }
      paint.arc({ x: 39.5, y: 8 + depth * 3, rx: 37 - inset, ry: 7 }, [0.5, 1], ink)
    }
    paint.box({ x: 28, y: 30, w: 24, h: 2 }, 3)
    for (let i = 0; i < 6; i++) {
      const ring = ((seconds * 0.35 + i / 6) % 1) * 30
      paint.arc({ x: 39.5, y: 30, rx: ring, ry: ring * 0.42 }, [0.53, 0.97], ring > 20 ? 1 : 3)
    }
    paint.sprite(SAX, { x: 34, y: 16 })
    for (let x = 2; x < WIDTH; x += 4) paint.box({ x: x + (x % 8 ? 0 : 1), y: 40 - (x % 3), w: 3, h: 6 }, 1)
    for (const x of [12, 67]) paint.dot(x, 12, Math.sin(seconds * 6 + x) > 0 ? 4 : 3)
  },
}

export const edome: Scene = {
  palette: ['#06121a', '#0d3040', '#16708a', '#3fd6e8', '#e8fdff'],
  draw(paint, seconds) {
    paint.night()
    for (let i = 0; i < 26; i++) {
      const lit = chance(i) > 0.5 || Math.sin(seconds * 3 + i * 2) > 0.4
      paint.dot(chance(i + 40) * WIDTH, chance(i + 90) * 26, lit ? 4 : 1)
    }
    for (let rx = 34; rx > 1; rx -= 8) paint.arc({ x: 39.5, y: 38, rx, ry: 30 }, [0.5, 1], 2)
    for (let ring = 0; ring < 4; ring++) {
      const half = [34, 31, 24, 14][ring] ?? 34
      paint.box({ x: 39.5 - half, y: 38 - ring * 9, w: half * 2 + 1, h: 1 }, ring === 0 ? 3 : 2)
    }
    const sweep = (seconds * 0.4) % 1
    paint.arc({ x: 39.5, y: 38, rx: 34 * Math.cos(sweep * Math.PI), ry: 30 }, [0.5, 0.75], 3)
    paint.arc({ x: 39.5, y: 38, rx: 34, ry: 30 }, [0.5, 1], 3)
    const pulse = ((seconds * 0.6) % 1) * 20
    paint.arc({ x: 39.5, y: 38, rx: pulse, ry: pulse * 0.8 }, [0.5, 1], 4)
    paint.box({ x: 0, y: 39, w: WIDTH, h: 1 }, 2)
  },
}

export const metalbox: Scene = {
  palette: ['#0c0d10', '#23272e', '#5a6470', '#aeb9c4', '#ffe14d'],
  draw(paint, seconds) {
    paint.night()
    const shake = Math.sin(seconds * 5) > 0.7 ? 1 : 0
    const box = { x: 22 + shake, y: 15, w: 30, h: 24 }
    paint.box(box, 1)
    paint.frame(box, 3)
    for (let i = 0; i < 9; i++) {
      paint.line([box.x + i, box.y - i], [box.x + i + box.w - 1, box.y - i], i === 8 ? 3 : 2)
      paint.line([box.x + box.w + i, box.y - i], [box.x + box.w + i, box.y - i + box.h - 1], i === 8 ? 3 : 1)
    }
    for (const [x, y] of [
      [2, 2],
      [26, 2],
      [2, 20],
      [26, 20],
    ] as const)
      paint.box({ x: box.x + x, y: box.y + y, w: 2, h: 2 }, 2)
    paint.line([box.x + 3, box.y + 16], [box.x + 16, box.y + 3], 2)
    const angle = seconds * 4
    const ball = { x: box.x + 15 + Math.cos(angle) * 9, y: box.y + 12 + Math.sin(angle * 1.7) * 7 }
    paint.disc({ ...ball, rx: 2 }, 4)
    for (let i = 0; i < 8; i++) {
      const age = (seconds * 1.4 + i / 8) % 1
      const way = chance(i) * 6.28
      paint.dot(44 + Math.cos(way) * age * 34, 24 + Math.sin(way) * age * 22, age > 0.5 ? 2 : 4)
    }
  },
}
