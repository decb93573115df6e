/** How the page's frames come while twenty changes a second do, on a processor that is so many times slower. */
import type { Browser, CDPSession, Page } from 'playwright-core'
import { engine, level, overlayRig, type Rig } from '../../workloads/overlay/testing/rig.ts'

const SOURCE = { viewport: { width: 1920, height: 1080 } }
const SECONDS = 15
const A_SECOND = 20
/** A sixtieth of a second, and what a clock is off by; a longer one is a frame that was missed, in milliseconds. */
const A_FRAME = 17.5

export type Frames = {
  /** Between one frame and the next, in milliseconds. */
  gaps: readonly number[]
  /** The part of the time in which a sixtieth brought no frame. */
  missed: number
  /** The part of the time in which the page's main thread worked, as slow as it was. */
  busy: number
}

/** Runs in the page. */
const COUNT = `
  globalThis.gaps = []
  let last
  const look = (at) => {
    if (last !== undefined) globalThis.gaps.push(at - last)
    last = at
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)`

const ENGINES = ['hall', 'shimmer', 'modverb', 'swell']

/** Mostly a knob; each second another engine, whose picture falls in blocks. */
const intentOf = (i: number) =>
  i % A_SECOND === 0
    ? engine(ENGINES[(i / A_SECOND) % ENGINES.length] ?? 'hall')
    : level('time', ((i % 18) + 1) / 2)

const play = async (page: Page, rig: Rig) => {
  const asked: Promise<unknown>[] = []
  for (let i = 0; i < SECONDS * A_SECOND; i++) {
    asked.push(rig.ask(intentOf(i)))
    await page.waitForTimeout(1000 / A_SECOND)
  }
  await Promise.all(asked)
}

const workedIn = async (session: CDPSession) => {
  const { metrics } = await session.send('Performance.getMetrics')
  const figure = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0
  return { worked: figure('TaskDuration'), at: figure('Timestamp') }
}

const measured = async (page: Page, slower: number, during: () => Promise<unknown>): Promise<Frames> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  await page.evaluate(COUNT)
  const before = await workedIn(session)
  await during()
  const after = await workedIn(session)
  const gaps = await page.evaluate<number[]>('globalThis.gaps')
  await page.close()
  const whole = gaps.reduce((sum, gap) => sum + gap, 0)
  const late = gaps.filter((gap) => gap > A_FRAME).reduce((sum, gap) => sum + gap - 1000 / 60, 0)
  return { gaps, missed: late / whole, busy: (after.worked - before.worked) / (after.at - before.at) }
}

/** The floor: what the machine gives a page that has nothing. */
export const emptyFrames = async (browser: Browser, slower: number) => {
  const page = await browser.newPage(SOURCE)
  return measured(page, slower, () => page.waitForTimeout(SECONDS * 1000))
}

export const overlayFrames = async (browser: Browser, slower: number) => {
  const rig = await overlayRig()
  const page = await browser.newPage(SOURCE)
  await page.goto(rig.url)
  await page.locator('.knob').first().waitFor()
  const frames = await measured(page, slower, () => play(page, rig))
  await rig.end()
  return frames
}
