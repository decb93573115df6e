/** OBS as the keeper speaks to it, and how each wanted thing is read and set there. */
import type { Wanted } from './wanted.ts'

/** A request of obs-websocket 5; rejects with `NotThere` when OBS lacks what it names. */
export type Call = (request: string, data?: Record<string, unknown>) => Promise<Record<string, unknown>>

/** OBS has no scene, source or filter of that name. */
export class NotThere extends Error {}

/** One connection, from when OBS has let us in to its end. */
export type Connection = {
  call: Call
  /** Resolves with the reason when it is over. */
  ended: Promise<string>
  /** Streaming began or ended. */
  onStreaming: (hear: (isStreaming: boolean) => void) => void
  /** Something was made, renamed or removed. */
  onOther: (hear: () => void) => void
  close: () => Promise<void>
}

/** OBS refused the password: trying faster does not help. */
export class WrongPassword extends Error {}

type Hand<Kind extends Wanted['kind']> = (
  call: Call,
  wanted: Extract<Wanted, { kind: Kind }>,
) => Promise<boolean>

const text: Hand<'text'> = async (call, { source, text }) => {
  const { inputSettings } = await call('GetInputSettings', { inputName: source })
  if ((inputSettings as { text?: string }).text === text) return false
  await call('SetInputSettings', { inputName: source, inputSettings: { text } })
  return true
}

/** A scene of the streamer's own is left on air. */
const scene: Hand<'scene'> = async (call, { scene, among }) => {
  const { currentProgramSceneName: now } = await call('GetCurrentProgramScene')
  if (now === scene || !among.includes(String(now))) return false
  await call('SetCurrentProgramScene', { sceneName: scene })
  return true
}

const visible: Hand<'visible'> = async (call, { scene, source, isVisible }) => {
  const { sceneItemId } = await call('GetSceneItemId', { sceneName: scene, sourceName: source })
  const item = { sceneName: scene, sceneItemId }
  const { sceneItemEnabled } = await call('GetSceneItemEnabled', item)
  if (sceneItemEnabled === isVisible) return false
  await call('SetSceneItemEnabled', { ...item, sceneItemEnabled: isVisible })
  return true
}

/** OBS keeps some numbers with fewer digits than it was given. */
const isNear = (a: unknown, b: number | boolean) =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) < 1e-4 : a === b

const filter: Hand<'filter'> = async (call, { source, filter, settings }) => {
  const named = { sourceName: source, filterName: filter }
  const { filterSettings } = await call('GetSourceFilter', named)
  const now = filterSettings as Record<string, unknown>
  const other = Object.entries(settings).filter(([name, value]) => !isNear(now[name], value))
  if (other.length === 0) return false
  await call('SetSourceFilterSettings', { ...named, filterSettings: Object.fromEntries(other) })
  return true
}

const HANDS: { [Kind in Wanted['kind']]: Hand<Kind> } = { text, scene, visible, filter }

/** Reads it, and sets it where it differs; true when it was set. */
export const make = (call: Call, wanted: Wanted): Promise<boolean> =>
  HANDS[wanted.kind](call, wanted as never)

/** What a person would look for. */
export const nameOf = (wanted: Wanted): string => {
  switch (wanted.kind) {
    case 'text':
      return `the text source "${wanted.source}"`
    case 'scene':
      return `the scene "${wanted.scene}"`
    case 'visible':
      return `the source "${wanted.source}" in the scene "${wanted.scene}"`
    case 'filter':
      return `the filter "${wanted.filter}" on the source "${wanted.source}"`
  }
}
