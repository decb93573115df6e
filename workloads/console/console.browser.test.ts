/** The page as people have it: `npm start` in a process of its own, and a real Chromium. */
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Lounge, startLounge } from './testing/child.ts'
import { type Visitor, visit, visitTab } from './testing/visitor.ts'

const PICTURE = fileURLToPath(new URL('./screenshot.png', import.meta.url))

/** Runs in the page before anything else. */
const COUNT_DEVICES = `
  globalThis.audioDevices = 0
  globalThis.AudioContext = class extends AudioContext {
    constructor() {
      super()
      globalThis.audioDevices++
    }
  }`

/** As root, which containers are, Chromium has no sandbox of its own. */
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []

let browser: Browser
let lounge: Lounge
let guests: Visitor[] = []

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })
})
afterAll(() => browser.close())

beforeEach(async () => {
  guests = []
  lounge = await startLounge(process.env)
})
afterEach(async () => {
  await Promise.all(guests.map(({ page }) => page.context().close()))
  await lounge.end()
})

const arrive = async (how: Parameters<typeof visit>[2] = {}, address = lounge.address) => {
  const guest = await visit(browser, address, how)
  guests.push(guest)
  return guest
}

describe('a newcomer', () => {
  test('types two lines and sees display, knob, bytes, log and an honest reply', async () => {
    const visitor = await arrive()
    const { page } = visitor
    await visitor.say('!engine shimmer')
    await visitor.hears('Shimmer')
    await visitor.say('!time 7')
    await visitor.seesKnob('time', '7')

    expect(await visitor.pointer('time')).toBe(Math.round((89 / 127) * 270 - 135))
    expect(await page.locator('#ring').getAttribute('aria-label')).toBe('Engine: Shimmer')
    expect(await page.locator('.wire li').first().innerText()).toContain('B0 02 59')
    expect(await page.locator('.changes li').first().innerText()).toMatch(
      /applied[\s\S]*Ana[\s\S]*Time[\s\S]*7/,
    )
    await visitor.hears('Time set to 7')
    expect(visitor.complaints).toEqual([])
  })

  test('presses an example instead of typing', async () => {
    const visitor = await arrive()
    await visitor.page.getByRole('button', { name: '!engine shimmer' }).click()
    await visitor.hears('Shimmer')

    expect(visitor.complaints).toEqual([])
  })

  test('without the key is a viewer: the rest is shut, and says how to open it', async () => {
    const visitor = await arrive({}, new URL('/', lounge.address).href)
    const mo = visitor.page.getByRole('radio', { name: /^Mo\b/ })
    await visitor.say('!time 3')
    await visitor.seesKnob('time', '3')

    expect(await mo.isDisabled()).toBe(true)
    expect(await visitor.page.locator('.reason').first().innerText()).toContain('key')
    expect(await visitor.page.getByRole('switch', { name: /Cable/ }).isDisabled()).toBe(true)
    expect(visitor.complaints).toEqual([])
  })
})

describe('pending', () => {
  test('is what a change is while the cable is out, and applied is what it becomes', async () => {
    const visitor = await arrive()
    const cable = visitor.page.getByRole('switch', { name: /Cable/ })
    await visitor.speakAs('Mo')
    await visitor.say('!engine shimmer')
    await visitor.hears('Shimmer')
    await visitor.say('!time 7')
    await visitor.seesKnob('time', '7')
    await cable.click()
    await visitor.seesStatus('no port')
    await visitor.say('!time 2')
    await visitor.seesStatus('1 change pending')
    await visitor.seesKnob('time', '7, 2 is pending')
    const before = await visitor.page.locator('.changes li').first().innerText()
    await visitor.hears('it will follow')
    await cable.click()
    await visitor.seesStatus('everything is applied')
    await visitor.seesKnob('time', '2')

    expect(before).toContain('pending')
    expect(await visitor.page.locator('.changes li').first().innerText()).toContain('applied')
    expect(await visitor.pointer('time')).toBe(Math.round((25 / 127) * 270 - 135))
    expect(visitor.complaints).toEqual([])
  })

  test('is what a change is while the node is stopped', async () => {
    const visitor = await arrive()
    const node = visitor.page.getByRole('switch', { name: /Node/ })
    await node.click()
    await visitor.seesStatus('pedal away')
    await visitor.say('!time 2')
    await visitor.seesStatus('1 change pending')
    await node.click()
    await visitor.seesStatus('everything is applied')
    await visitor.seesKnob('time', '2')

    expect(visitor.complaints).toEqual([])
  })

  test('is not what happens without a database: nothing is accepted, and the bot says so', async () => {
    const visitor = await arrive()
    const store = visitor.page.getByRole('switch', { name: /Database/ })
    await visitor.say('!time 7')
    await visitor.seesKnob('time', '7')
    await store.click()
    await visitor.seesStatus('database away')
    await visitor.say('!treble 2')
    await visitor.hears('do not know yet')
    await store.click()
    await visitor.seesStatus('everything is applied')
    await visitor.say('!mix 3')
    await visitor.seesKnob('mix', '3')

    expect(visitor.complaints).toEqual([])
  })
})

test('after kill -9 the page comes back by itself, and log, page and bytes agree', async () => {
  const visitor = await arrive()
  await visitor.say('!time 7')
  await visitor.hears('Time set to 7')
  await lounge.kill()
  await visitor.page.locator('.standing.lost').waitFor()
  await lounge.start()
  await visitor.page.locator('.standing.live').waitFor()
  await visitor.page.locator('.tag.on').waitFor()
  await visitor.seesStatus('everything is applied')
  await visitor.seesKnob('time', '7')
  await visitor.page.locator('.wire li', { hasText: 'B0 02 59' }).first().waitFor()

  expect(await visitor.page.locator('.changes li').first().innerText()).toMatch(/applied[\s\S]*Time/)
})

test('everything can be done with the keyboard alone', async () => {
  const visitor = await arrive()
  const { page } = visitor
  const tabTo = async (selector: string) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab')
      if (await page.locator(`${selector}:focus`).count()) return
    }
    throw new Error(`Tab never came to ${selector}`)
  }
  await tabTo('#line')
  await page.keyboard.type('!time 7')
  await page.keyboard.press('Enter')
  await visitor.seesKnob('time', '7')
  await page.keyboard.press('ArrowUp')
  const recalled = await page.locator('#line').inputValue()
  await tabTo('[name=persona]')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const speaker = await page.locator('[name=persona]:checked').inputValue()
  await tabTo('#switch-cable')
  await page.keyboard.press('Space')
  await visitor.seesStatus('no port')
  await page.keyboard.press('Space')
  await visitor.seesStatus('everything is applied')

  expect(recalled).toBe('!time 7')
  expect(speaker).toBe('mo')
  expect(visitor.complaints).toEqual([])
})

describe('sound', () => {
  test('is off until somebody presses play, then follows what the pedal received', async () => {
    const visitor = await arrive()
    const { page } = visitor
    const play = page.locator('#play')
    const isLoud = () =>
      page.waitForFunction(() => {
        const meter = document.querySelector<SVGElement>('.loudness')
        return Number(meter?.style.getPropertyValue('--loud')) > 0
      })
    await page.addInitScript(COUNT_DEVICES)
    await page.reload()
    await visitor.say('!time 7')
    await visitor.seesKnob('time', '7')
    const devicesBefore = await page.evaluate('audioDevices')
    const heard = page.locator('.heard')
    await play.click()
    await isLoud()
    await visitor.say('!engine shimmer')
    await heard.filter({ hasText: 'shimmer' }).waitFor()
    await isLoud()
    await play.click()
    await page.locator('#play[aria-pressed=false]').waitFor()

    expect(devicesBefore).toBe(0)
    expect(await page.evaluate('audioDevices')).toBe(1)
    expect(visitor.complaints).toEqual([])
  })
})

describe.each(['dark', 'light'] as const)('in %s', (colorScheme) => {
  test.each([360, 768, 1920])('at %i pixels axe finds no barrier and nothing sticks out', async (width) => {
    const visitor = await arrive({ colorScheme, viewport: { width, height: 1080 } })
    await visitor.say('!engine shimmer')
    await visitor.hears('Shimmer')
    await visitor.page.getByRole('switch', { name: /Cable/ }).click()
    await visitor.say('!time 7')
    await visitor.seesStatus('pending')

    expect(await visitor.barriers()).toEqual([])
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(visitor.complaints).toEqual([])
  })
})

test('with motion turned down the knob is there at once', async () => {
  const visitor = await arrive({ reducedMotion: 'reduce' })
  await visitor.say('!time 7')
  await visitor.seesKnob('time', '7')

  expect(
    await visitor.page.locator('#knob-time .cap').evaluate((cap) => getComputedStyle(cap).transitionDuration),
  ).toBe('0s')
})

/** Runs in the page before anything else: a headless browser thinks that it shows every tab. */
const TURN_AWAY = `
  let isAway = false
  Object.defineProperty(document, 'visibilityState', { get: () => (isAway ? 'hidden' : 'visible') })
  globalThis.look = (away) => {
    isAway = away
    document.dispatchEvent(new Event('visibilitychange'))
  }`

/** Of the page and of the overlay in it. */
const look = (page: Page, away: boolean) =>
  Promise.all(page.frames().map((frame) => frame.evaluate((is) => Reflect.get(globalThis, 'look')(is), away)))

test('many tabs are open at once, and one that comes back to sight shows what is so now', async () => {
  const first = await arrive()
  const context = first.page.context()
  let last = first
  await context.addInitScript(TURN_AWAY)
  await first.page.reload()
  await first.page.locator('.tag.on').waitFor()
  for (let tab = 0; tab < 6; tab += 1) {
    for (const page of context.pages()) await look(page, true)
    last = await visitTab(await context.newPage(), lounge.address)
  }
  await last.say('!time 3')
  await last.seesKnob('time', '3')
  await look(first.page, false)

  await first.seesKnob('time', '3')
  expect(last.complaints).toEqual([])
})

test.runIf(process.env.PICTURE)('the picture for the README', async () => {
  const visitor = await arrive({ colorScheme: 'dark' })
  await visitor.say('!engine shimmer')
  await visitor.hears('Shimmer')
  await visitor.speakAs('Ben')
  await visitor.say('!time 7')
  await visitor.seesKnob('time', '7')
  await visitor.speakAs('Mo')
  await visitor.say('!mix 6')
  await visitor.seesKnob('mix', '6')
  await visitor.say('!dial1 5')
  await visitor.seesKnob('dial1', '5')
  await visitor.page.getByRole('switch', { name: /Cable/ }).click()
  await visitor.seesStatus('no port')
  await visitor.speakAs('Ana')
  await visitor.say('!predelay 6')
  await visitor.hears('it will follow')
  await visitor.page.screenshot({ path: PICTURE, animations: 'disabled' })
})
