import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'constructs/**/*.test.ts',
      'diff/**/*.test.ts',
      'infra/**/*.test.ts',
      'workloads/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    // Suites that need a sequencer or a browser have their own commands: npm run test:alsa, npm run test:browser, npm run test:obs.
    exclude: [...configDefaults.exclude, '**/*.alsa.test.ts', '**/*.browser.test.ts', '**/*.obs.test.ts'],
    globalSetup: './scripts/test-folder.ts',
    // No test file leaves anything behind in a module, so one may share them with the next: a third of the time.
    isolate: false,
    // Only ends what would never end: no test waits for a clock, and a busy machine is no failure.
    testTimeout: 60_000,
  },
})
