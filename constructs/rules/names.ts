/** Names: short enough to be labels and hosts, and each of one object only. */
import type { Manifest } from '../manifest.ts'

const LONGEST = 63

export const namesFit = (manifests: readonly Manifest[]) =>
  manifests
    .filter(({ object }) => object.metadata.name.length > LONGEST)
    .map(
      ({ path, object }) => `${path}: the name ${object.metadata.name} is longer than ${LONGEST} characters.`,
    )

export const namesAreUnique = (manifests: readonly Manifest[]) => {
  const groups = Map.groupBy(manifests, ({ object: { apiVersion, kind, metadata } }) =>
    [apiVersion, kind, metadata.namespace ?? '', metadata.name].join(' '),
  )
  return [...groups.values()]
    .filter((those) => those.length > 1)
    .map((those) => {
      const { kind, metadata } = (those[0] as Manifest).object
      return `${those.map(({ path }) => path).join(' and ')}: both are the ${kind} ${metadata.name}, and one would replace the other.`
    })
}
