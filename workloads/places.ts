/** Reads the environments file: all its faults at once, each one sentence with the file and the key. */
import type { z } from 'zod'
import { looksSecret } from '../constructs/secret-like.ts'
import { type Environment, PlacesFile } from './environment.ts'
import { type Fault, parseFaults } from './fault.ts'
import { faultsOf, type Places } from './places-check.ts'

const FILE = 'workloads/environments.ts'

export type { Places } from './places-check.ts'

const named = <Value extends object>(all: Record<string, Value>) =>
  Object.entries(all).map(([name, value]) => ({ name, ...value }))

const secrets = (value: unknown, path: string[] = []): Fault[] => {
  if (typeof value === 'string')
    return looksSecret(value)
      ? [{ key: path.join('.'), says: 'looks like a secret, and this file is no place for one' }]
      : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => secrets(inner, [...path, key]))
}

const throwAny = (faults: readonly Fault[]) => {
  if (faults.length > 0) throw new Error(faults.map(({ key, says }) => `${FILE}: ${key} ${says}.`).join('\n'))
}

export const placesOf = (file: z.input<typeof PlacesFile>): Places => {
  throwAny(secrets(file))
  const parsed = PlacesFile.safeParse(file, { reportInput: true })
  if (!parsed.success) throwAny(parseFaults(parsed.error))
  const { clusters, environments } = parsed.data as z.output<typeof PlacesFile>
  const places = { clusters: named(clusters), environments: named(environments) }
  throwAny(faultsOf(places))
  return places
}

/** Throws a sentence that lists what there is. */
export const findEnvironment = ({ environments }: Places, name: string): Environment => {
  const found = environments.find((each) => each.name === name)
  if (found) return found
  const known = environments.map((each) => each.name).join(', ')
  throw new Error(`${FILE}: there is no environment "${name}"; there are ${known}.`)
}
