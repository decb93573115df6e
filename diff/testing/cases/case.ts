/** What a case is: a small real change, with the verdict and the sentences that it deserves. */
import type { RuleName } from '../../danger/rules.ts'
import type { Accepted } from '../../judge/accepted.ts'
import type { Verdict } from '../../judge/report.ts'
import type { Patch } from '../lounge.ts'

export type Case = {
  readonly title: string
  readonly patch: Patch
  /** Folders that are patched. @default ['prod'] */
  readonly in?: readonly string[]
  readonly verdict: Verdict
  /** Each one, word by word. */
  readonly says?: readonly string[]
  /** Of every danger there is. @default none */
  readonly rules?: readonly RuleName[]
  readonly accepted?: readonly Accepted[]
  /** What no sentence may hold. */
  readonly silent?: readonly string[]
  /** What no view may show. */
  readonly secret?: string
}
