/** A lounge of one reducer for tests: asks, keeps what was accepted, moves its own clock. */
import { devices } from '../devices/index.ts'
import type { Change } from '../log.ts'
import type { Role } from '../profile.ts'
import type { Reduced } from '../reducer/moment.ts'
import { reduce } from '../reducer/reduce.ts'
import { valuesOf } from '../reducer/turns.ts'
import type { Intent, Who } from '../request.ts'
import { initialState, type State, type Values } from '../state.ts'

export const person = (name: string, role: Role = 'viewer'): Who => ({
  platform: 'twitch',
  id: `id-${name.toLowerCase()}`,
  login: name.toLowerCase(),
  name,
  role,
})

export const ana = person('Ana')
export const ben = person('Ben')
export const mo = person('Mo', 'moderator')
export const sax = person('Sax', 'broadcaster')

/** `!time 7` as an intent. */
export const level = (control: string, level: number, unit?: string): Intent => ({
  kind: 'set',
  control,
  ...(unit ? { unit } : {}),
  to: { as: 'level', level },
})

export const named = (control: string, name: string, unit?: string): Intent => ({
  kind: 'set',
  control,
  ...(unit ? { unit } : {}),
  to: { as: 'name', name },
})

export const loungeRig = (start: State = initialState) => {
  let state = start
  let now = 1_000_000
  const recent: Change[] = []
  const ask = (who: Who, intent: Intent): Reduced => {
    const generation = recent.length + 1
    const request = { id: `line-${generation}-${now}`, correlation: 'c', source: 'chat', who, intent }
    const result = reduce({ state, recent: [...recent], request, now, generation, profiles: devices })
    if ('change' in result) {
      state = result.state
      recent.push(result.change)
    }
    return result
  }
  return {
    ask,
    recent,
    wait: (ms: number) => {
      now += ms
    },
    get now() {
      return now
    },
    get state() {
      return state
    },
    get values(): Values {
      return valuesOf(state, 'ventris')
    },
    /** The refusal of asking, or a sentence when it was accepted. */
    refused: (who: Who, intent: Intent) => {
      const result = ask(who, intent)
      return 'refusal' in result ? result.refusal : 'accepted'
    },
    accepted: (who: Who, intent: Intent): Change => {
      const result = ask(who, intent)
      if ('refusal' in result) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
      return result.change
    },
  }
}
