/** What each benchmark is: it measures for as long as it is told, and gives one section of the table. */
import type { Section } from './table.ts'

type Options = {
  /** In turn with the others. */
  readonly rounds: number
  /** Of a steady load. */
  readonly seconds: number
}

export type Bench = (options: Options) => Promise<Section>
