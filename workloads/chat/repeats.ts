/** Makes a line that was just said different, for Twitch drops a text it has had within 30 s. */
const REPEAT_MS = 30_000

export const repeats = () => {
  let said: { text: string; at: number }[] = []
  /** The text as it may go out now: the second time within 30 s with ` (2)`. */
  return (text: string, now: number): string => {
    said = said.filter(({ at }) => now - at < REPEAT_MS)
    said.push({ text, at: now })
    const times = said.filter((one) => one.text === text).length
    return times === 1 ? text : `${text} (${times})`
  }
}
