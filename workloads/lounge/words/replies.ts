/** Every reply of the lounge: one short line of plain text, without the name of who it is for. */
export { answerWords } from './answer-words.ts'
export { faultWords } from './fault-words.ts'
export { helpWords } from './help.ts'
export { refusalWords } from './refusal-words.ts'
export { presetsWords, statusWords } from './status-words.ts'

/** When midi gave no answer in time: the request may still go through, so nothing is claimed. */
export const unsureWords = (): string => 'I do not know yet whether that went through; !status will tell'

/** When more asked than could be asked for. */
export const crowdedWords = (): string => 'too many at once: nothing was changed; try again in a moment'

/** For answers that a crowd or an outage kept from being said in time: nobody is left without a word. */
export const unsaidWords = (count: number): string =>
  `${count} more ${count === 1 ? 'answer comes' : 'answers come'} too late to be said; !status tells what is on`
