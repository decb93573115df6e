/** The shapes against Kubernetes' own OpenAPI: a list whose members have keys there has the same ones here. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Manifest } from '../change.ts'
import { type Shape, shapeOf } from './shape.ts'
import { shapeOfKind } from './shapes/index.ts'

type Schema = {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
}

type Schemas = {
  readonly kinds: Readonly<Record<string, string>>
  readonly definitions: Readonly<Record<string, Schema>>
}

const read = (minor: string): Schemas =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../constructs/schemas/${minor}.json`), 'utf8'))

type Disagreement = { readonly path: string; readonly api: readonly string[]; readonly here: Shape['list'] }

const disagreements = ({ definitions }: Schemas) => {
  const within = (schema: Schema, shape: Shape | undefined, path: string): readonly Disagreement[] => {
    const { $ref, properties = {}, items } = schema
    if ($ref !== undefined) {
      const name = $ref.slice('#/definitions/'.length)
      return within(definitions[name] as Schema, shape, path)
    }
    const api = schema['x-kubernetes-list-map-keys']
    const isOther = api !== undefined && JSON.stringify(api) !== JSON.stringify(shape?.list)
    return [
      ...(isOther ? [{ path, api, here: shape?.list }] : []),
      ...(items ? within(items, shape?.items, path) : []),
      ...Object.entries(properties).flatMap(([key, inner]) => {
        const of = shapeOf(shape, key)
        return of?.isNoise ? [] : within(inner, of, `${path}.${key}`)
      }),
    ]
  }
  return within
}

test.each(['1.34', '1.35', '1.36'])('members of lists are known by the keys of Kubernetes %s', (minor) => {
  const schemas = read(minor)
  const kinds = Object.entries(schemas.kinds)

  const found = kinds.flatMap(([called, name]) => {
    const [apiVersion = '', kind = ''] = called.split(' ')
    const shape = shapeOfKind({ apiVersion, kind, metadata: { name: 'a' } } satisfies Manifest)
    return disagreements(schemas)(schemas.definitions[name] as Schema, shape, kind)
  })

  expect(JSON.stringify(schemas)).toContain('x-kubernetes-list-map-keys')
  expect(found).toEqual([])
})
