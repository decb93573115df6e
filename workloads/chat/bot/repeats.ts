/** Makes a line that was just said different, for Twitch drops a text it has had within 30 s. */
const REPEAT_MS = 30_000

export const repeats = () => {
  let lately: { text: string; at: number }[] = []
  return {
    /** The text as it may go out now: the second time within 30 s with ` (2)`. */
    differing(text: string, now: number): string {
      lately = lately.filter(({ at }) => now - at < REPEAT_MS)
      const times = lately.filter((one) => one.text === text).length
      return times === 0 ? text : `${text} (${times + 1})`
    },
    said: (text: string, now: number) => void lately.push({ text, at: now }),
  }
}
