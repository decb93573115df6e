/** Why a line that was meant for us is not a command yet. Data: `faultWords` says what would be right. */

/** `control` is as people say it after `!`; `said` is what they typed, cleaned. */
export type Fault =
  /** A near miss; `guess` is what to say after `!`, e.g. `engine shimmer`. */
  | { fault: 'unknown-command'; said: string; guess: string }
  /** `unit` is what was said with it, e.g. `b`. */
  | { fault: 'needs-engine'; unit: string | undefined; known: readonly string[] }
  /** `choices`: its named positions, where no engine has others. */
  | { fault: 'needs-level'; control: string; choices: readonly string[] }
  /** `said` is empty where cleaning left another word than was typed. */
  | { fault: 'bad-level'; control: string; said: string }
  | { fault: 'level-out-of-range'; control: string }
  | { fault: 'step-out-of-range'; control: string }
  | { fault: 'needs-preset'; doing: 'recall' | 'save' | 'delete' }
  | { fault: 'bad-preset'; why: 'long' | 'reserved' }
  | { fault: 'needs-login'; doing: 'mute' | 'unmute' }
  | { fault: 'bad-login'; doing: 'mute' | 'unmute' }
  | { fault: 'bad-minutes'; doing: 'lock' | 'mute' }
  | { fault: 'needs-tag' }
  | { fault: 'bad-tag' }
  /** `!reset` with something after it: it takes back everything, which may not be what was meant. */
  | { fault: 'resets-everything' }
  /** `!time 7 !mix 3` */
  | { fault: 'two-commands' }
  /** `!unlock 10`, `!unlock @ana`: minutes belong to the lock, people to `!unmute`. */
  | { fault: 'unlocks-all' }
  /** `!undo 5`, `!undo all`, `!undo @ana`. */
  | { fault: 'undoes-one' }
