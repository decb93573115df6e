/** The overlay in a real Chromium, as OBS has it, over a whole lounge. */
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sceneOf } from './page/art/scenes.ts'
import { PARTS } from './query.ts'
import { engine, level, overlayRig, type Rig } from './testing/rig.ts'

const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []

let browser: Browser
let rig: Rig
let pages: Page[] = []
let complaints: string[] = []

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })
})
afterAll(() => browser.close())

beforeEach(async () => {
  complaints = []
  rig = await overlayRig()
})
afterEach(async () => {
  await Promise.all(pages.map((page) => page.context().close()))
  pages = []
  await rig.end()
  expect(complaints).toEqual([])
})

const open = async (path = '', how: BrowserContextOptions = {}) => {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...how })
  const page = await context.newPage()
  pages.push(page)
  page.on('request', (request) => {
    if (!request.url().startsWith(rig.url) && !request.url().startsWith('data:'))
      complaints.push(request.url())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(rig.url + path)
  return page
}

/** The words of a part, as they are read aloud. */
const reads = (page: Page, part: string, words: string) =>
  page
    .locator(part, { hasText: new RegExp(words, 'i') })
    .first()
    .waitFor()

const knob = (place: string) => `.knob[data-place="${place}"]`

test('a change is seen, and an undo of it too', async () => {
  const page = await open()
  await rig.ask(engine('hall'))
  await rig.ask(level('time', 7))
  await reads(page, knob('time'), '7')
  await reads(page, '.engine', 'Hall')
  await reads(page, knob('dial2'), 'Hall Size|Hall\\s*Size')
  await rig.ask({ kind: 'undo' })
  await reads(page, '.deed.undone', 'undid Time')
  await reads(page, knob('time'), '0.8')
})

test('who comes late or reloads sees the truth at once, and nothing flashes', async () => {
  await rig.ask(engine('plate'))
  const page = await open()
  await reads(page, '.engine', 'Plate')
  const beat = await page.locator('.deed').getAttribute('data-beat')
  await page.reload()
  await reads(page, '.engine', 'Plate')

  expect([beat, await page.locator('.deed').getAttribute('data-beat')]).toEqual(['', ''])
})

test('what waits is shown as waiting, and the pedal as unplugged, until the cable is back', async () => {
  const page = await open()
  await rig.ask(level('time', 3))
  await reads(page, knob('time'), '3')
  rig.pedal.unplug()
  await reads(page, '.status', 'unplugged')
  await rig.ask(level('time', 8))
  await reads(page, `${knob('time')}.waiting`, '3')
  await reads(page, '.deed', 'waits')
  rig.pedal.plug()
  await reads(page, `${knob('time')}:not(.waiting)`, '8')

  expect(await page.locator('.pill').count()).toBe(0)
})

test('cut off it says so, and heals by itself with what happened meanwhile', async () => {
  const page = await open()
  await rig.ask(level('time', 3))
  await reads(page, knob('time'), '3')
  const beat = await page.locator('.deed').getAttribute('data-beat')
  await rig.cut()
  await reads(page, '.status', 'reconnecting')
  await rig.ask(level('time', 6))
  await rig.heal()
  await reads(page, knob('time'), '6')
  await page.locator('.pill.cut').waitFor({ state: 'detached' })

  expect(await page.locator('.deed').getAttribute('data-beat')).toBe(beat)
})

test('a lock and a card are shown', async () => {
  const page = await open()
  await rig.ask({ kind: 'lock', minutes: null })
  await reads(page, '.pill.lock', 'locked by console')
  await rig.ask({ kind: 'card', topic: 'shimmer' })
  await reads(page, '.card', 'shimmer')
  const late = await open('?parts=card')
  await reads(late, '.card', 'shimmer')
})

test('a thousand changes leave the last one, and no memory behind', async () => {
  const page = await open()
  const session = await page.context().newCDPSession(page)
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage')
    return (await session.send('Runtime.getHeapUsage')).usedSize
  }
  const change = async (count: number) => {
    const asked = (i: number) => rig.ask(level('time', ((i % 100) + 1) / 12))
    for (let i = 0; i < count; i += 20) await Promise.all(Array.from({ length: 20 }, (_, n) => asked(i + n)))
  }
  await change(100)
  const before = await heap()
  await change(1_000)
  await rig.ask(level('time', 5.5))
  await reads(page, knob('time'), '5.5')

  expect((await heap()) - before).toBeLessThan(1024 * 1024)
})

test('the pages’ own measure reaches the metrics', async () => {
  const page = await open()
  await reads(page, '.engine', 'Room')
  const counted = page.waitForResponse((response) => response.url().endsWith('/seen'))
  await rig.ask(level('time', 4))
  await counted

  expect(await rig.metrics.registry.metrics()).toMatch(/overlay_event_to_screen_seconds_count\S* [1-9]/)
})

describe('half-way', () => {
  /** Slow enough that nothing ends before it was looked at. */
  const slowed = async () => {
    const page = await open('', { bypassCSP: true })
    await page.addStyleTag({ content: '.cover { transition-duration: 1000s !important }' })
    await reads(page, '.engine', 'Room')
    return page
  }

  /** The way of a knob's cover, halted at half of it: from where it is going, and where it is. */
  const halted = (page: Page, place: string) =>
    page.locator(`${knob(place)} .cover`).evaluate(async (cover) => {
      const way = () => cover.getAnimations()[0]
      while (way()?.playState !== 'running') await new Promise(requestAnimationFrame)
      const animation = way() as Animation
      animation.pause()
      animation.currentTime = 500_000
      const wide = (transform: unknown) => new DOMMatrix(String(transform)).a
      const [from] = (animation.effect as KeyframeEffect).getKeyframes()
      return { from: wide(from?.transform), is: wide(getComputedStyle(cover).transform) }
    })

  test('a knob that is turned again goes on from where it is, to the last value', async () => {
    const page = await slowed()
    await rig.ask(level('time', 10))
    const first = await halted(page, 'time')
    await rig.ask(level('time', 2))
    await reads(page, knob('time'), '2')
    const second = await halted(page, 'time')
    const cover = page.locator(`${knob('time')} .cover`)
    const last = await cover.evaluate((element) => {
      for (const animation of element.getAnimations()) animation.finish()
      return new DOMMatrix(getComputedStyle(element).transform).a
    })

    expect(first.is).toBeLessThan(first.from)
    expect(second.from).toBeCloseTo(first.is, 2)
    expect(last).toBeCloseTo(0.8, 1)
  })

  test('of engines that follow each other the last is what is left', async () => {
    const page = await open()
    await reads(page, '.engine', 'Room')
    const ids = ['hall', 'shimmer', 'metalbox', 'swell', 'lofi']
    await Promise.all(ids.map((id) => rig.ask(engine(id))))
    await reads(page, '.engine', 'Lo-Fi')
    const [night = ''] = sceneOf('lofi').palette
    const corners = page.locator('.engine canvas').evaluate(async (canvas, colour) => {
      const context = (canvas as HTMLCanvasElement).getContext('2d') as CanvasRenderingContext2D
      const hex = (x: number) =>
        `#${[...context.getImageData(x, 0, 1, 1).data.slice(0, 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
      while ([0, 40, 79].some((x) => hex(x) !== colour)) await new Promise(requestAnimationFrame)
      return true
    }, night)

    expect(await corners).toBe(true)
  })
})

describe('any size', () => {
  const OUTSIDE = `() => {
    const boxes = [...document.querySelectorAll('.part')].map((part) => [part.className, part.getBoundingClientRect()])
    const isOut = ({ left, top, right, bottom }) => left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1
    const isOver = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
    const out = boxes.filter(([, box]) => isOut(box)).map(([name]) => name + ' sticks out')
    const over = boxes.flatMap(([name, box], i) =>
      boxes.slice(i + 1).filter(([, other]) => isOver(box, other)).map(([other]) => name + ' covers ' + other))
    return [...out, ...over]
  }`

  test.each([
    [320, 180],
    [1280, 720],
    [1080, 1920],
    [3840, 2160],
    [2560, 1080],
  ])('%i × %i: nothing sticks out or covers another, however long its words', async (width, height) => {
    const page = await open('gallery/long/', { viewport: { width, height } })
    const found: string[] = []
    for (const query of ['', ...PARTS.map((part) => `?parts=${part}`)]) {
      for (const state of ['long', 'topic', 'help', 'outboardspring']) {
        await page.goto(`${rig.url}gallery/${state}/${query}`)
        await page.locator('main').waitFor()
        const faults = await page.evaluate<string[]>(`(${OUTSIDE})()`)
        found.push(...faults.map((fault) => `${state}${query}: ${fault}`))
      }
    }

    expect(found).toEqual([])
  })
})

test('smaller, everything still stands at the edges of the source', async () => {
  const page = await open('gallery/long/?scale=0.5')
  await page.locator('main').waitFor()
  const ends = await page.evaluate<number[]>(`(() => {
    const box = (part) => document.querySelector(part).getBoundingClientRect()
    return [innerWidth - box('.status').right, innerHeight - box('.deed').bottom, box('.knobs').left]
  })()`)

  expect(Math.max(...ends)).toBeLessThan(30)
})

test('one part alone stands where its source begins', async () => {
  const page = await open()
  const corners: string[] = []
  for (const part of PARTS) {
    await page.goto(`${rig.url}gallery/pending-knob/?parts=${part}`)
    await page.locator('.part').waitFor()
    const isThere = await page.evaluate<boolean>(`(() => {
      const { left, top } = document.querySelector('.part').getBoundingClientRect()
      return Math.max(left, top) < 2 * parseFloat(getComputedStyle(document.documentElement).fontSize)
    })()`)
    if (!isThere) corners.push(part)
  }

  expect(corners).toEqual([])
})

describe('people', () => {
  const barriers = async (page: Page) => {
    await page.evaluate(axe.source)
    const found = await page.evaluate<{ id: string; impact: string }[]>(
      'axe.run({ iframes: false }).then(({ violations }) => violations)',
    )
    return found.filter(({ impact }) => impact !== 'minor').map(({ id }) => id)
  }

  test.each(['', '?theme=paper', 'gallery/help/', 'gallery', '?parts=nobs'])('axe: /%s', async (path) => {
    const page = await open(path)
    await page.locator('main').waitFor()

    expect(await barriers(page)).toEqual([])
  })

  test('who wants no motion gets none', async () => {
    const page = await open('', { reducedMotion: 'reduce' })
    await reads(page, '.engine', 'Room')
    await rig.ask(level('time', 9))
    await reads(page, knob('time'), '9')
    const picture = () =>
      page.locator('.engine canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
    const first = await picture()
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')

    expect(await picture()).toBe(first)
    expect(await page.evaluate('document.getAnimations().length')).toBe(0)
  })

  test('a bad address is a sentence in the picture', async () => {
    const page = await open('?parts=engine,nobs')

    expect(await page.locator('main').innerText()).toContain('"nobs"')
  })
})
