/** A line for each check: PASS, FAIL and why, or SKIP and why. */

export type Report = ReturnType<typeof reportTo>

/** A check throws a sentence, or returns a remark. */
export const reportTo = (say: (line: string) => void) => {
  const counts = { PASS: 0, FAIL: 0, SKIP: 0 }
  const tell = (word: keyof typeof counts, line: string) => {
    counts[word] += 1
    say(`${word} ${line}`)
  }
  return {
    counts,
    skip: (title: string, why: string) => tell('SKIP', `${title}: ${why}`),
    /** Whether it passed. */
    check: async (title: string, does: () => Promise<string | undefined>) => {
      const began = Date.now()
      const [word, remark] = await does().then(
        (said) => ['PASS', said] as const,
        (error: Error) => ['FAIL', error.message] as const,
      )
      const seconds = ((Date.now() - began) / 1000).toFixed(1)
      tell(word, `${title} (${seconds} s)${remark ? `: ${remark}` : ''}`)
      return word === 'PASS'
    },
  }
}
