/** Turns a chat line into a command, or says why it is not one. */
import type { Fault } from './fault.ts'
import type { Intent } from './request.ts'

export type { Fault } from './fault.ts'

export type Command =
  | { do: 'ask'; intent: Intent }
  | { do: 'help'; topic: string | undefined }
  | { do: 'status' }
  | { do: 'presets' }
  | { do: 'fault'; fault: Fault }
