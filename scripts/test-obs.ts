/** `npm run test:obs`: the suites that need a real OBS. Says what it needs where there is none. */
import { startVitest } from 'vitest/node'

const NEEDS = `These tests need an OBS of their own, with its WebSocket server on; they make scenes and sources in it. Set
  OBS_URL         e.g. ws://127.0.0.1:4455
  OBS_PASSWORD    the one in its WebSocket settings
and, to see it die and come back,
  OBS_KILL        a command that kills it
  OBS_START       a command that starts it and returns when it answers`

const patience = { testTimeout: 120_000, hookTimeout: 120_000, teardownTimeout: 20_000 }

const run = async () => {
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
