/** What a chat line can be to us, a slip that is worth an answer included. */
import type { Intent } from '../request.ts'
import type { Fault } from './fault.ts'

export type Command =
  | { do: 'ask'; intent: Intent }
  | { do: 'help'; topic: string | undefined }
  | { do: 'status' }
  | { do: 'presets' }
  | { do: 'fault'; fault: Fault }

export const ask = (intent: Intent): Command => ({ do: 'ask', intent })
export const fault = (it: Fault): Command => ({ do: 'fault', fault: it })
