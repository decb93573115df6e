/** The environment of the stack: one of the file's, with the changes of the config, held against its neighbours. */
import type { Environment } from '../../workloads/environment.ts'
import { places } from '../../workloads/environments.ts'
import { faultsOf } from '../../workloads/places-check.ts'
import type { Config } from './config.ts'
import { Misconfigured } from './misconfigured.ts'

/** Why home would never hear of it. */
const NO_CLOUD = {
  home: 'is home: it dials into the cloud',
  none: "has no end of the tunnel: home's node and database would not reach it",
} as const

/** Throws every fault, one sentence each. */
export const environmentOf = ({ shape, environment: name, changes }: Config): Environment => {
  const { clusters, environments } = places
  const found = environments.find((each) => each.name === name)
  if (!found) {
    const known = environments.map((each) => each.name).join(', ')
    throw new Misconfigured({ key: 'environment', says: `is ${name}; there are ${known}` })
  }
  const environment = { ...found, ...(changes as Partial<Environment>) }
  const all = environments.map((each) => (each === found ? environment : each))
  const faults = faultsOf({ clusters, environments: all })
  const keyed = faults.map(({ key, says }) => ({
    key: key.replace(`environments.${name}.`, 'changes.'),
    says,
  }))
  if (keyed.length > 0) throw new Misconfigured(...keyed)
  const end = environment.tunnel?.end ?? 'none'
  if (shape !== 'existing' && end !== 'cloud')
    throw new Misconfigured({ key: 'environment', says: `is ${name}, which ${NO_CLOUD[end]}` })
  return environment
}
