/** Small real changes, each with the verdict and the sentences that it deserves. */
import type { Case } from './case.ts'
import { harmless } from './harmless.ts'
import { looked } from './looked.ts'
import { reached } from './reached.ts'
import { run } from './run.ts'
import { stored } from './stored.ts'
import { trusted } from './trusted.ts'
import { whole } from './whole.ts'

export const cases: readonly Case[] = [
  ...harmless,
  ...looked,
  ...stored,
  ...whole,
  ...reached,
  ...trusted,
  ...run,
]
