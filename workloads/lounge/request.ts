/** What somebody asks for, before anyone has decided: who, and what they mean. */
import { z } from 'zod'
import { Role, Value } from './profile.ts'
import { Cooldowns } from './state.ts'

export const Who = z.strictObject({
  /** `twitch`, `console` (the page's own chat) or `service` (a caller of the API). */
  platform: z.enum(['twitch', 'console', 'service']),
  id: z.string().min(1).max(64),
  login: z.string().min(1).max(64),
  /** For people to read; falls back to the login. */
  name: z.string().min(1).max(64),
  role: Role,
})
export type Who = z.infer<typeof Who>

/** Where a control should go: a level 0–10, so many levels further, a MIDI value, or a named position. */
export const Target = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('level'), level: z.number().min(0).max(10) }),
  z.strictObject({ as: z.literal('step'), by: z.number().min(-10).max(10) }),
  z.strictObject({ as: z.literal('value'), value: Value }),
  z.strictObject({ as: z.literal('name'), name: z.string().min(1).max(64) }),
])
export type Target = z.infer<typeof Target>

const name = z.string().min(1).max(24)
/** At most a week. */
const minutes = z.number().positive().max(10_080).nullable()

/**
 * `control` is what was said: an id (`a.time`), an alias, a dial or what the dial is in this engine (`bass`).
 * The reducer resolves it against the state it builds on. `unit` picks B's; `device` the one that is meant.
 */
export const Intent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('set'),
    device: z.string().optional(),
    unit: z.string().optional(),
    control: z.string().max(64),
    to: Target,
  }),
  z.strictObject({
    kind: z.literal('activate'),
    device: z.string().optional(),
    unit: z.string(),
    on: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('undo') }),
  z.strictObject({ kind: z.literal('reset'), device: z.string().optional() }),
  z.strictObject({ kind: z.literal('preset-recall'), name }),
  z.strictObject({ kind: z.literal('preset-save'), name, device: z.string().optional() }),
  z.strictObject({ kind: z.literal('preset-delete'), name }),
  z.strictObject({ kind: z.literal('lock'), minutes }),
  z.strictObject({ kind: z.literal('unlock') }),
  z.strictObject({
    kind: z.literal('mute'),
    login: z.string().min(1).max(64),
    userId: z.string().max(64).nullable(),
    /** What they are in the chat, where it is known: only viewers can be muted. */
    role: Role.optional(),
    minutes,
  }),
  z.strictObject({ kind: z.literal('unmute'), login: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal('player'), tag: z.string().regex(/^[A-Z0-9]{1,3}$/) }),
  z.strictObject({ kind: z.literal('card'), topic: z.string().max(64) }),
  z.strictObject({ kind: z.literal('resync') }),
  z.strictObject({ kind: z.literal('on-air'), onAir: z.boolean() }),
  z.strictObject({
    kind: z.literal('evening'),
    cooldowns: Cooldowns.partial().optional(),
    onlyOnAir: z.boolean().optional(),
  }),
  z.strictObject({ kind: z.literal('raw'), device: z.string().optional(), cc: Value, value: Value }),
])
export type Intent = z.infer<typeof Intent>

export const Request = z.strictObject({
  /** Its source's own: Twitch message id, `Idempotency-Key`. The same id is the same request. */
  id: z.string().min(1).max(128),
  /** Follows it from the chat line to the CC. */
  correlation: z.string().min(1).max(128),
  source: z.string().min(1).max(32),
  who: Who,
  intent: Intent,
})
export type Request = z.infer<typeof Request>
