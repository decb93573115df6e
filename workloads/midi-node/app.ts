/** What a node serves: its health and its numbers, nothing else. It takes its orders from the stream it dials. */
import { type ServiceOptions, serviceApp } from '../service/app.ts'
import type { Check } from '../service/health.ts'
import type { NodeStatus } from './node.ts'

/** What a node does without while it is away; neither makes it unready. */
export const nodeChecks = (status: () => NodeStatus): Record<'port' | 'midi', Check> => ({
  port: () => status().trouble || undefined,
  midi: () => (status().isFollowing ? undefined : 'No midi service is reached; the pedal stays as it is.'),
})

export const nodeApp = (options: Omit<ServiceOptions, 'name' | 'authorise'>) =>
  serviceApp({ name: 'midi-node', ...options })
