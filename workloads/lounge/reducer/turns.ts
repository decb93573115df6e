/** Turns and settings: reading values out of a state, writing turns into one. */
import type { Change, Turn } from '../log.ts'
import type { Settings, State, Values } from '../state.ts'

/** The plain values of a device; controls nobody touched are absent. */
export const valuesOf = (state: State, device: string): Values =>
  Object.fromEntries(
    Object.entries(state.devices[device] ?? {}).map(([control, setting]) => [control, setting.value]),
  )

/** What going from `values` to `next` turns, in the order of `next`; null unsets, and unset to unset is no turn. */
export const turnsTo = (
  device: string,
  values: Values,
  next: Readonly<Record<string, number | null>>,
): Turn[] =>
  Object.entries(next)
    .map(([control, to]) => ({ device, control, from: values[control] ?? null, to }))
    .filter(({ from, to }) => from !== null || to !== null)

/** The state after a change's turns: each setting says who and in which generation. */
export const turned = (state: State, change: Change): State => {
  const devices: Record<string, Settings> = { ...state.devices }
  for (const { device, control, to } of change.turns) {
    const { [control]: _, ...rest } = devices[device] ?? {}
    const setting = { value: to ?? 0, generation: change.generation, by: change.who.name }
    devices[device] = to === null ? rest : { ...rest, [control]: setting }
  }
  return change.turns.length === 0 ? state : { ...state, devices }
}
