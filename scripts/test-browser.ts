/**
 * `npm run test:browser`: the pages in a real Chromium. `-- gallery` runs the files of that name only; `-- --picture` takes
 * the picture that the README shows; `-- gallery --agree` takes every picture of the overlay anew, to be looked at.
 */
import { startVitest } from 'vitest/node'
import { z } from 'zod'
import { tryFindChromium } from './chromium.ts'
import { commandLine } from './command-line.ts'

const NEEDS =
  'These tests need a Chromium: install one (Debian: apt-get install chromium) or set CHROMIUM to the path of one.'

/** Only these end what would never end: a browser on a busy machine is slow. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000, teardownTimeout: 20_000 }

const { words, picture, agree } = commandLine('npm run test:browser [-- <file>… --picture --agree]', {
  words: z.array(z.string()),
  picture: z.boolean().default(false),
  agree: z.boolean().default(false),
})

const run = async (chromium: string) => {
  process.env.CHROMIUM = chromium
  if (picture) process.env.PICTURE = 'yes'
  if (agree) process.env.AGREE = 'yes'
  const vitest = await startVitest('test', words, {
    config: false,
    run: true,
    watch: false,
    include: ['workloads/**/*.browser.test.ts'],
    ...patience,
  })
  await vitest.close()
}

const chromium = tryFindChromium()
if (chromium === undefined) {
  console.error(process.env.CHROMIUM ? `There is no ${process.env.CHROMIUM}. ${NEEDS}` : NEEDS)
  process.exitCode = 1
} else await run(chromium)
