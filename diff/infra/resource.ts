/** What a change does to the cloud replica. */
import type { z } from 'zod'

type Json = z.core.util.JSONType

/** A resource as the program asks for it. */
export type Resource = {
  readonly type: string
  readonly name: string
  readonly inputs: { readonly [key: string]: Json }
}

/** One that changes; undefined: not there. */
export type Property = {
  readonly name: string
  readonly from: Json | undefined
  readonly to: Json | undefined
}

export type CloudChange = {
  readonly what: 'created' | 'updated' | 'replaced' | 'destroyed'
  readonly type: string
  readonly name: string
  readonly properties: readonly Property[]
  /** Those of them because of which it is made anew. */
  readonly forcedBy: readonly string[]
}

export type Cloud = {
  readonly resources: readonly Resource[]
  /** USD a month; undefined where nobody says it. */
  readonly month: number | undefined
}

export const propertiesOf = (
  names: readonly string[],
  from: Resource['inputs'] = {},
  to: Resource['inputs'] = {},
): readonly Property[] => names.map((name) => ({ name, from: from[name], to: to[name] }))

/** Components and providers cost nothing and are nothing; the objects of Kubernetes are told elsewhere. */
export const isOfCloud = ({ type }: Pick<Resource, 'type'>) => type.startsWith('aws:')

/** `aws:ec2/instance:Instance` is an `Instance`. */
export const kindOf = (type: string) => type.split(':').at(-1) ?? type
