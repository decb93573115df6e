/** Why a request was not done. Data, so that chat can word it and the API can answer it with the right status. */
import { z } from 'zod'
import { Environment } from './log.ts'
import { Role } from './profile.ts'
import { Time } from './state.ts'

/** `known`: what would be right, in the order people should read it. `guess`: what was probably meant. */
const unknown = { name: z.string(), known: z.array(z.string()), guess: z.string().optional() }

export const Refusal = z.discriminatedUnion('reason', [
  /** Another environment serves the pedal, or (null) nobody has opened the log yet. */
  z.object({ reason: z.literal('standby'), live: Environment.nullable() }),
  z.object({ reason: z.literal('role'), needs: Role, what: z.string() }),
  z.object({ reason: z.literal('muted'), until: Time.nullable() }),
  z.object({ reason: z.literal('locked'), until: Time.nullable(), by: z.string() }),
  z.object({ reason: z.literal('off-air') }),
  /** `seconds` left, at least 1. */
  z.object({ reason: z.literal('cooldown'), seconds: z.int().min(1), what: z.string() }),
  z.object({ reason: z.literal('unknown-device'), ...unknown }),
  z.object({ reason: z.literal('unknown-unit'), ...unknown }),
  z.object({ reason: z.literal('unknown-control'), ...unknown }),
  /** It exists, but does nothing in this engine. */
  z.object({
    reason: z.literal('not-in-engine'),
    name: z.string(),
    engine: z.string(),
    known: z.array(z.string()),
  }),
  /** A dial's meaning is unknown until an engine has been chosen. */
  z.object({ reason: z.literal('no-engine') }),
  z.object({ reason: z.literal('unknown-choice'), control: z.string(), ...unknown }),
  /** A value past the control's range, which is min…max in MIDI values. */
  z.object({ reason: z.literal('out-of-range'), control: z.string(), min: z.int(), max: z.int() }),
  /** +1 / -2 on a control that nobody has set: the pedal cannot be read back. */
  z.object({ reason: z.literal('nothing-to-step-from'), control: z.string() }),
  /** `touched`: all of it was changed since, by `by`. */
  z.object({
    reason: z.literal('nothing-to-undo'),
    why: z.enum(['none', 'touched']),
    by: z.string().optional(),
  }),
  z.object({ reason: z.literal('unknown-preset'), ...unknown }),
  z.object({ reason: z.literal('presets-full'), max: z.int() }),
  z.object({ reason: z.literal('nothing-to-save'), name: z.string() }),
  z.object({ reason: z.literal('not-muted'), login: z.string(), known: z.array(z.string()) }),
  z.object({ reason: z.literal('mutes-full'), max: z.int() }),
  /** A moderator or the broadcaster: nothing keeps them from the knobs. */
  z.object({ reason: z.literal('cannot-mute'), login: z.string() }),
  /** A raw control change that this lounge never sends, e.g. a preset recall. */
  z.object({ reason: z.literal('forbidden-cc'), cc: z.int(), label: z.string(), why: z.string() }),
])
export type Refusal = z.infer<typeof Refusal>
