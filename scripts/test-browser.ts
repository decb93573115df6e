/** `npm run test:browser`: the page in a real Chromium. `-- --picture` also takes the picture that the README shows. */
import { startVitest } from 'vitest/node'
import { z } from 'zod'
import { tryFindChromium } from './chromium.ts'
import { commandLine } from './command-line.ts'

const NEEDS =
  'These tests need a Chromium: install one (Debian: apt-get install chromium) or set CHROMIUM to the path of one.'

/** Only these end what would never end: a browser on a busy machine is slow. */
const patience = { testTimeout: 60_000, hookTimeout: 60_000, teardownTimeout: 20_000 }

const USE = 'npm run test:browser [-- --picture]'
const { picture } = commandLine(USE, { picture: z.boolean().default(false) })

const run = async (chromium: string) => {
  process.env.CHROMIUM = chromium
  if (picture) process.env.PICTURE = 'yes'
  const vitest = await startVitest('test', [], {
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
