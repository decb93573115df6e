/** What has to hold, and the sentence that is thrown where it does not. */
export const demand = (holds: boolean, sentence: string) => {
  if (!holds) throw new Error(sentence)
}
