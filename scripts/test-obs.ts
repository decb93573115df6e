/** `npm run test:obs`: the suites that need a real OBS. Says what it needs where there is none. */
import { startVitest } from 'vitest/node'
import { tryFindChromium } from './chromium.ts'

const NEEDS = `These tests need an OBS of their own, with its WebSocket server on; they make scenes and sources in it. Set
  OBS_URL         e.g. ws://127.0.0.1:4455
  OBS_PASSWORD    the one in its WebSocket settings
and, to see it die and come back,
  OBS_KILL        a command that kills it
  OBS_START       a command that starts it and returns when it answers
and, to see it open a generated scene collection,
  OBS_SCENES      the folder where it keeps its scene collections
The overlay beside it is shown in a Chromium; CHROMIUM is the path of one that is not where they usually are.`

const patience = { testTimeout: 120_000, hookTimeout: 120_000, teardownTimeout: 20_000 }

const run = async () => {
  const chromium = tryFindChromium()
  if (chromium) process.env.CHROMIUM = chromium
  const vitest = await startVitest('test', [], {
    config: false,
    run: true,
    watch: false,
    include: ['workloads/**/*.obs.test.ts'],
    fileParallelism: false,
    ...patience,
  })
  await vitest.close()
}

if (process.env.OBS_URL) await run()
else {
  console.error(NEEDS)
  process.exitCode = 1
}
