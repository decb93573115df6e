/** The desired state: every device, the desk, the presets. What the newest commit carries. */
import { z } from 'zod'
import { Value } from './profile.ts'

/** Epoch milliseconds. */
export const Time = z.int().min(0)
export type Time = z.infer<typeof Time>

/** A control's desired value, the generation of the change that set it and the name of who asked. */
export const Setting = z.object({ value: Value, generation: z.int().min(0), by: z.string() })
export type Setting = z.infer<typeof Setting>

/** By control id. A control that no change has touched is absent, and never sent. */
export const Settings = z.record(z.string(), Setting)
export type Settings = z.infer<typeof Settings>

/** Plain values by control id, e.g. a preset's or what a node sent. */
export const Values = z.record(z.string(), Value)
export type Values = z.infer<typeof Values>

/**
 * Someone who may not turn knobs: whoever has the login, on any platform, and once it has been seen the user id, under any name.
 * `until` null: for good.
 */
export const Mute = z.object({
  login: z.string(),
  userId: z.string().nullable(),
  until: Time.nullable(),
  by: z.string(),
})
export type Mute = z.infer<typeof Mute>

/** Milliseconds a viewer waits: again on the same control, on one that anyone just turned, for any engine change. */
export const Cooldowns = z.object({ user: z.int().min(0), control: z.int().min(0), engine: z.int().min(0) })
export type Cooldowns = z.infer<typeof Cooldowns>

/** Settings of the evening. */
const Evening = z.object({ cooldowns: Cooldowns, onlyOnAir: z.boolean() })

/** With more, the state that every commit carries would outgrow what data takes. */
export const MAX_MUTES = 200

export const Desk = z.object({
  /** Moderators only, until a time or (null) until unlocked. */
  lock: z.object({ until: Time.nullable(), by: z.string() }).nullable(),
  mutes: z.array(Mute).max(MAX_MUTES),
  /** The player's tag: one to three letters or digits. */
  player: z.string(),
  /** Help topic on the overlay, shown 10 s from `at`. */
  card: z.object({ topic: z.string(), at: Time }).nullable(),
  /** Whether OBS is streaming; null until obs has said. */
  onAir: z.boolean().nullable(),
  evening: Evening,
  /** Generation of the newest `!resync`: a node that has not seen it re-applies everything. */
  resync: z.int().min(0),
})
export type Desk = z.infer<typeof Desk>

/** The lock, null without one or when its time is over. */
export const lockAt = ({ lock }: Desk, now: Time) =>
  lock !== null && (lock.until === null || now < lock.until) ? lock : null

export const Preset = z.object({ name: z.string(), device: z.string(), values: Values, by: z.string() })
export type Preset = z.infer<typeof Preset>

export const MAX_PRESETS = 32

export const State = z.object({
  devices: z.record(z.string(), Settings),
  desk: Desk,
  presets: z.array(Preset).max(MAX_PRESETS),
})
export type State = z.infer<typeof State>

/** The state of an empty log: nothing touched, so nothing sent. */
export const initialState: State = {
  devices: {},
  desk: {
    lock: null,
    mutes: [],
    player: 'MCH',
    card: null,
    onAir: null,
    evening: { cooldowns: { user: 3_000, control: 0, engine: 10_000 }, onlyOnAir: false },
    resync: 0,
  },
  presets: [],
}
