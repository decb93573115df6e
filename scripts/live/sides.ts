/** The environments of a lounge as an operator reaches them: a name and midi's address each. */
import type { InferResponseType } from 'hono/client'
import { z } from 'zod'
import { services } from '../../workloads/graph.ts'
import { Environment } from '../../workloads/lounge/log.ts'
import { type MidiClient, midiClient } from '../../workloads/midi/client.ts'
import type { Sign } from '../../workloads/service/auth.ts'
import { Address } from '../../workloads/service/env.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { ProblemBody } from '../../workloads/service/problem.ts'

export type Side = { readonly name: string; readonly midi: MidiClient }

export type TermView = InferResponseType<MidiClient['v1']['terms']['$get'], 200>

/** What a side says of itself, or a sentence why it says nothing. */
export type Seen = { readonly name: string } & ({ readonly view: TermView } | { readonly fault: string })

const PATIENCE_MS = 3_000

const RIGHT = 'give each as <environment>=<address of its midi>, e.g. home=http://127.0.0.1:7102'

/** Of `LOUNGE_AT`: with commas between. */
export const pairsIn = (list = ''): readonly string[] =>
  list
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean)

/** A list of none is as good as no list. Without one it is home on this machine. */
export const addressesIn = (list?: string): readonly string[] => {
  const given = pairsIn(list)
  return given.length > 0 ? given : [`home=http://127.0.0.1:${services.midi.port}`]
}

/** What stands there instead is not repeated: it may hold a password. */
const addressOf = (pair: string, index: number) => {
  const [name = '', ...rest] = pair.trim().split('=')
  const url = rest.join('=')
  if (!Environment.safeParse(name).success)
    throw new Error(`address ${index + 1} does not begin with an environment's name: ${RIGHT}`)
  if (!Address.safeParse(url).success)
    throw new Error(`the address of ${name} is none, or one that holds a password: ${RIGHT}`)
  return { name, url }
}

/** Throws a sentence when the list is not one of environments and addresses, or names one twice. */
export const sidesOf = (list: readonly string[], sign: Sign): readonly Side[] => {
  const addresses = list.map(addressOf)
  const names = addresses.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new Error(`the environment ${twice} has two addresses: ${RIGHT}`)
  return addresses.map(({ name, url }) => {
    const fetch = serviceFetch({ audience: 'midi', sign, timeoutMs: PATIENCE_MS })
    return { name, midi: midiClient({ baseUrl: url, fetch }) }
  })
}

export const findSide = (sides: readonly Side[], name: string): Side => {
  const side = sides.find((one) => one.name === name)
  if (side) return side
  throw new Error(`there is no environment ${name}: there are ${sides.map((one) => one.name).join(', ')}`)
}

/** Anybody may answer there: a web page, a database. */
const Own = z.object({ environment: Environment })

const read = async ({ name, midi }: Side): Promise<Seen> => {
  const response = await midi.v1.terms.$get()
  const view = await response.json().catch(() => undefined)
  if (response.ok && view?.environment === name) return { name, view }
  const own = Own.safeParse(view)
  if (own.success)
    return { name, fault: `whoever answers there is ${own.data.environment}; correct its address` }
  const { data } = ProblemBody.safeParse(view)
  const stranger = `what answers there, with status ${response.status}, is no midi; correct its address`
  return { name, fault: data?.detail ?? stranger }
}

export const look = (side: Side): Promise<Seen> =>
  read(side).catch((fault: Error) => ({ name: side.name, fault: fault.message }))

export const lookAt = (sides: readonly Side[]) => Promise.all(sides.map(look))

/** Whether it says that it serves the pedal. */
export const isLive = (seen: Seen) => 'view' in seen && seen.view.live
