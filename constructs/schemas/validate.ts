/** Holds objects against the API schemas of a Kubernetes minor, from files beside the code. Unknown fields are faults. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv, type ErrorObject } from 'ajv'
import type { Manifest } from '../manifest.ts'
import { keyOf } from './trim.ts'

/** Made by `npm run schemas`. */
type Trimmed = {
  readonly kinds: Readonly<Record<string, string>>
  readonly definitions: Readonly<Record<string, object>>
}

const file = (name: string): Trimmed =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8'))

/** Custom resources are the same whatever the minor. */
const read = (minor: string): Trimmed => {
  const [core, custom] = [file(minor), file('custom')]
  return {
    kinds: { ...core.kinds, ...custom.kinds },
    definitions: { ...core.definitions, ...custom.definitions },
  }
}

const where = ({ instancePath, message, params }: ErrorObject) => {
  const extra = 'additionalProperty' in params ? ` "${params.additionalProperty}"` : ''
  return `${instancePath || '/'} ${message}${extra}`
}

/** A function that returns one sentence a fault; a kind that has no schema here is one. */
export const schemasOf = (minor: string) => {
  const { kinds, definitions } = read(minor)
  const ajv = new Ajv({ strict: false, allowUnionTypes: true, allErrors: true, validateFormats: false })
  ajv.addSchema({ $id: minor, definitions })

  return (manifests: readonly Manifest[]): readonly string[] =>
    manifests.flatMap(({ path, object }) => {
      const name = kinds[keyOf(object.apiVersion, object.kind)]
      if (name === undefined)
        return [`${path}: there is no schema of ${object.apiVersion} ${object.kind} for ${minor}.`]
      const validate = ajv.getSchema(`${minor}#/definitions/${name}`)
      if (validate?.(object)) return []
      return (validate?.errors ?? []).map((error) => `${path}: ${where(error)} (Kubernetes ${minor}).`)
    })
}
