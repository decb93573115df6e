/** A verdict as the status that a program exits with. */
import { Verdict } from './report.ts'

/** 1 is Node's own, 2 says that nothing could be compared. */
const STATUS: Readonly<Record<Verdict, number>> = { safe: 0, look: 3, dangerous: 4 }

const VERDICTS = Verdict.options

/** `failOn`: a verdict below it is 0. Throws a sentence for what is none. */
export const statusBy = (failOn: string): ((verdict: Verdict) => number) => {
  if (failOn === 'never') return () => 0
  const least = VERDICTS.indexOf(failOn as Verdict)
  if (least < 1) throw new Error(`--fail-on ${failOn} is none; look, dangerous or never would be right.`)
  return (verdict) => (VERDICTS.indexOf(verdict) >= least ? STATUS[verdict] : 0)
}
