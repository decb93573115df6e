/** What a device can do, as data: a new pedal is a new file under `devices/`, never a new branch. */
import { z } from 'zod'

/** What MIDI carries in one control change: an integer 0–127. */
export const Value = z.int().min(0).max(127)
export type Value = z.infer<typeof Value>

export const Role = z.enum(['viewer', 'moderator', 'broadcaster'])
export type Role = z.infer<typeof Role>

/** A named position of a control, e.g. engine 7 is "Shimmer". */
export const Choice = z.object({
  value: Value,
  name: z.string(),
  /** Further spellings people type; compared after `normalise`. */
  aliases: z.array(z.string()).optional(),
})
export type Choice = z.infer<typeof Choice>

/** One thing that one CC number moves. Ids are unique in a profile: `a.time`, `mode`. */
export const Control = z.object({
  id: z.string().regex(/^[a-z][a-z0-9]*(\.[a-z][a-z0-9-]*)?$/),
  /** The unit it belongs to (`a`, `b`), absent for what concerns the whole device. */
  unit: z.string().optional(),
  label: z.string(),
  aliases: z.array(z.string()).optional(),
  cc: Value,
  min: Value,
  max: Value,
  choices: z.array(Choice).optional(),
  /** Meaning and range come from the engine in use; absent there, the control does nothing. */
  byEngine: z.boolean().optional(),
  /** The least role that may turn it. */
  role: Role,
  /** The furthest a viewer may turn it; a value past it is set to it. */
  viewerMax: Value.optional(),
  /** What a reset sends; a control without one is left alone. */
  default: Value.optional(),
  /** Where the figures come from, and why where a choice was made. */
  source: z.string(),
})
export type Control = z.infer<typeof Control>

/** What an engine makes of a control: its own words, range, positions or limit. */
export const Meaning = z.object({
  label: z.string(),
  aliases: z.array(z.string()).optional(),
  min: Value.optional(),
  max: Value.optional(),
  choices: z.array(Choice).optional(),
  viewerMax: Value.optional(),
  /** How many positions the device folds the whole 0–127 into ("knob-mapped"); for people, not for scaling. */
  positions: z.int().optional(),
  source: z.string(),
})
export type Meaning = z.infer<typeof Meaning>

/** An engine: a named value of a unit's engine control that gives other controls their meaning. */
export const Engine = z.object({
  value: Value,
  /** Canonical, as typed in chat: `truespring`. */
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()).optional(),
  /** Which control (without its unit: `bass`) each dial turns. */
  dials: z.record(z.string(), z.string()),
  /** By control name without unit. Every `byEngine` control that is not named here is dead in this engine. */
  meanings: z.record(z.string(), Meaning),
  source: z.string(),
})
export type Engine = z.infer<typeof Engine>

/** One of the device's processors, e.g. reverb A. Its engine control has the id `<unit>.engine`. */
export const Unit = z.object({
  id: z.string(),
  label: z.string(),
  /** What a reset sends to whatever a dial is in the engine, as if it went 0–127; scaled to the range it has there. */
  dialDefault: Value.optional(),
})
export type Unit = z.infer<typeof Unit>

/** A control that the profile knows but nobody may set as state: it acts once (a tap, a preset recall). */
export const Trigger = z.object({
  cc: Value,
  label: z.string(),
  /** Why it may not even be sent raw; absent where it may. */
  refused: z.string().optional(),
  source: z.string(),
})
export type Trigger = z.infer<typeof Trigger>

/** Which value of `control` makes which units sound: read by the activation rules. */
export const Activation = z.object({
  control: z.string(),
  solo: z.record(z.string(), Value),
  both: Value,
  none: Value,
  source: z.string(),
})
export type Activation = z.infer<typeof Activation>

export const Profile = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string(),
  /** Case-insensitive pieces of the MIDI port's name, the first that matches wins. */
  ports: z.array(z.string()).min(1),
  /** 0–15; what people call channel 1 is 0. */
  channel: z.int().min(0).max(15),
  /** The first unit is the one a plain `!engine` means. */
  units: z.array(Unit),
  controls: z.array(Control),
  engines: z.array(Engine),
  triggers: z.array(Trigger),
  /** What an engine change sets back to its default, by control name without unit or by dial. */
  resets: z.array(z.string()),
  /** Pause after an engine change before what depends on it is sent, in milliseconds. */
  settleMs: z.int().min(0),
  activation: Activation.optional(),
  source: z.string(),
})
export type Profile = z.infer<typeof Profile>
