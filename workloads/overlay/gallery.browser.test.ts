/** Every engine and every state as a real Chromium paints it, beside the picture that was agreed on. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ventris } from '../lounge/devices/index.ts'
import { galleryOf } from './gallery.ts'
import { overlayRig, type Rig } from './testing/rig.ts'

const FOLDER = fileURLToPath(new URL('./pictures/', import.meta.url))

/** A letter of the machine's own differs from machine to machine; a knob or an engine is more than this. */
const TOLERANCE = 0.004

const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []

let browser: Browser
let rig: Rig
let page: Page
let judge: Page

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })
  rig = await overlayRig()
  page = await browser.newPage({ viewport: { width: 960, height: 540 }, reducedMotion: 'reduce' })
  judge = await browser.newPage()
  await page.clock.setFixedTime(0)
})
afterAll(async () => {
  await browser.close()
  await rig.end()
})

/** The part of the dots that differ by more than an eye forgives. Runs in the page. */
const COMPARE = `async (pictures) => {
  const dots = async (png) => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob())
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
    context.drawImage(image, 0, 0)
    return context.getImageData(0, 0, image.width, image.height).data
  }
  const [one, other] = await Promise.all(pictures.map(dots))
  if (one.length !== other.length) return 1
  const far = (at) => [0, 1, 2].reduce((sum, channel) => sum + Math.abs(one[at + channel] - other[at + channel]), 0)
  let differing = 0
  for (let at = 0; at < one.length; at += 4) if (far(at) > 48) differing++
  return (differing * 4) / one.length
}`

const painted = async (name: string) => {
  await page.goto(`${rig.url}gallery/${name}/`)
  await page.locator('main').waitFor()
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
  return page.screenshot({ omitBackground: true })
}

/** What was agreed on; with AGREE, or where there is none, what is painted now. */
const agreed = async (name: string, shot: Buffer): Promise<Buffer> => {
  const file = `${FOLDER}${name}.png`
  const kept = process.env.AGREE ? undefined : await readFile(file).catch(() => undefined)
  if (kept !== undefined) return kept
  await mkdir(FOLDER, { recursive: true })
  await writeFile(file, shot)
  return shot
}

test.each(galleryOf(ventris).map(({ name }) => name))('%s is as it was agreed', async (name) => {
  const shot = await painted(name)
  const pair = [await agreed(name, shot), shot].map((png) => png.toString('base64'))

  expect(await judge.evaluate<number>(`(${COMPARE})(${JSON.stringify(pair)})`)).toBeLessThan(TOLERANCE)
})
