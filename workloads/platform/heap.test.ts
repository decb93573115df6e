import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { heapFor } from './heap.ts'

const MIB = 2 ** 20

test.each([128, 192])('Node takes no more than its share of a pod of %i MiB for its heap', (memory) => {
  const ask = 'process.stdout.write(String(require("node:v8").getHeapStatistics().heap_size_limit))'

  const { stdout } = spawnSync(process.execPath, ['-e', ask], {
    env: { NODE_OPTIONS: heapFor(memory) },
    encoding: 'utf8',
  })

  expect(Number(stdout) / MIB).toBeGreaterThan(memory / 2)
  expect(Number(stdout) / MIB).toBeLessThan(memory * 0.65)
})
