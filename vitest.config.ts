import { configDefaults, defineConfig } from 'vitest/config'

// Suites that need a sequencer or a browser have their own commands: npm run test:alsa, npm run test:browser.
export default defineConfig({
  test: {
    include: ['workloads/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: [...configDefaults.exclude, '**/*.alsa.test.ts', '**/*.browser.test.ts'],
  },
})
