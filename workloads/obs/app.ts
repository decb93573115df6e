/** What obs serves: its health and its numbers, nothing else. It dials out both ways. */
import { type ServiceOptions, serviceApp } from '../service/app.ts'
import type { Check } from '../service/health.ts'

type Status = { obs: string | undefined; data: boolean; missing: readonly string[] }

export const obsChecks = (status: () => Status): Record<'obs' | 'data' | 'map', Check> => ({
  obs: () => status().obs,
  data: () => (status().data ? undefined : 'The log is not heard; OBS stays as it is.'),
  map: () => {
    const { missing } = status()
    return missing.length === 0 ? undefined : `OBS has not got ${missing.join(', ')}.`
  },
})

export const obsApp = (options: Omit<ServiceOptions, 'name' | 'authorise'>) =>
  serviceApp({ name: 'obs', ...options })
