/** Which line says so: what `record.ts` wrote down, asked by object. */
import { type Identity, identityOf, keyOf, type Manifest, type Place } from '../change.ts'

type Frame = { readonly file: string; readonly line: number }

/** One object as it was made; the frames of the revision's own files, innermost first. */
export type Made = {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly namespace?: string | undefined
  readonly path: string
  readonly frames: readonly Frame[]
}

/** Shared by all workloads, so that their lines say nothing of one of them. */
const SHARED = 'constructs/'

/** cdk8s-plus keeps its objects in a child of this name. */
const INNER = /\/Resource$/

const placeOf = ({ path, frames }: Made): Place => {
  const frame = frames.find(({ file }) => !file.startsWith(SHARED)) ?? frames[0]
  return { construct: path.replace(INNER, ''), ...frame }
}

const identity = ({ apiVersion, kind, name, namespace }: Made): Identity =>
  identityOf({ apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } })

/** The place of a manifest, if its making was recorded. What belongs to the cluster was made in some chart's namespace. */
export const placesOf = (made: readonly Made[]) => {
  const places = new Map(made.map((each) => [keyOf(identity(each)), placeOf(each)]))
  const wide = new Map(made.map((each) => [keyOf({ ...identity(each), namespace: null }), placeOf(each)]))
  return (manifest: Manifest): Place | undefined => {
    const own = identityOf(manifest)
    return places.get(keyOf(own)) ?? (own.namespace === null ? wide.get(keyOf(own)) : undefined)
  }
}
