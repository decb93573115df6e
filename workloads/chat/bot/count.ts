/** What chat counts: each is a value of the label `event` of the metric `chat_events_total`. */

export const EVENTS = [
  /** A line that was meant for us. */
  'command',
  /** A line of ours, of a known bot, of another channel's room, delivered twice, or too old: not heard. */
  'line-self',
  'line-bot',
  'line-other-room',
  'line-duplicate',
  'line-stale',
  /** A command while another environment serves the pedal. */
  'standby',
  'accepted',
  'refused',
  'unsure',
  'crowded',
  /** A moderator took the line away before it was answered. */
  'cancelled',
  /** A denial by cooldown after the first; the same help, status or presets again within 5 s. */
  'silent-cooldown',
  'silent-repeat',
  /** A line that went to the room, and the replies it carried. */
  'said',
  'reply',
  /** A reply that waited too long, or had no more room in the queue. */
  'reply-late',
  'reply-overflow',
  /** The platform dropped a line of ours: `msg_duplicate`, `msg_ratelimit` (or slow mode), anything else. */
  'notice-duplicate',
  'notice-ratelimit',
  'notice-other',
] as const
export type Event = (typeof EVENTS)[number]

export type Count = (event: Event) => void
