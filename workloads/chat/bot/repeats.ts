/** Makes a line that was just said different, for Twitch drops a text it has had within 30 s. */
const REPEAT_MS = 30_000

export const repeats = () => {
  /** Oldest first. */
  let lately: { text: string; at: number }[] = []
  const forget = (now: number) => {
    lately = lately.filter(({ at }) => now - at < REPEAT_MS)
  }
  return {
    /** The text as it may go out now: the second time within 30 s with ` (2)`. */
    differing(text: string, now: number): string {
      forget(now)
      const times = lately.filter((one) => one.text === text).length
      return times === 0 ? text : `${text} (${times + 1})`
    },
    /** Forgets here too: whoever may repeat himself never asks for what differs. */
    said(text: string, now: number) {
      forget(now)
      lately.push({ text, at: now })
    },
    /** How many lines are remembered. */
    get size() {
      return lately.length
    },
  }
}
