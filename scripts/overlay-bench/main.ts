/** `npm run bench:overlay`: how soon a change is seen, beside a page that has nothing but an event; how even the frames come. */
import { type Browser, chromium } from 'playwright-core'
import { tryFindChromium } from '../chromium.ts'
import { commandLine } from '../command-line.ts'
import { measureFloor, measureOverlay, ROUNDS } from './delay.ts'
import { emptyFrames, type Frames, overlayFrames } from './frames.ts'

commandLine('npm run bench:overlay', {})

const at = (values: readonly number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0

const row = (name: string, values: readonly number[]) =>
  [name.padEnd(34), ...[0.5, 0.95, 0.99, 1].map((part) => at(values, part).toFixed(1).padStart(8))].join('')

const head = (title: string, columns: string) => console.log(`\n${title.padEnd(34)}${columns}`)

const delays = async (browser: Browser) => {
  const floor = await measureFloor(browser)
  const overlay = await measureOverlay(browser)
  const [shown, sent] = [overlay.map(({ first }) => first), overlay.map(({ settled }) => settled)]
  head(`${ROUNDS} changes, milliseconds`, '     p50     p95     p99     max')
  console.log(row('floor: an event, a text', floor))
  console.log(row('overlay: seen (waiting or sent)', shown))
  console.log(row('overlay: seen as sent', sent))
}

const percent = (part: number) => `${(part * 100).toFixed(1)} %`.padStart(9)

const frameRow = (name: string, { gaps, missed, busy }: Frames) =>
  console.log(`${row(name, gaps)}${percent(missed)}${percent(busy)}`)

const frames = async (browser: Browser, slower: number) => {
  head(`frames, processor ${slower} times slower`, '     p50     p95     p99     max   missed     busy')
  frameRow('floor: an empty page', await emptyFrames(browser, slower))
  frameRow('overlay: 20 changes a second', await overlayFrames(browser, slower))
}

const run = async (executablePath: string) => {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ executablePath, args })
  await delays(browser)
  for (const slower of [1, 4]) await frames(browser, slower)
  await browser.close()
}

const found = tryFindChromium()
if (found === undefined) {
  console.error('This needs a Chromium: install one or set CHROMIUM to the path of one.')
  process.exitCode = 1
} else await run(found)
