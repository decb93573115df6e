/** Two folders of plain YAML as two renderings. */
import { basename, resolve } from 'node:path'
import { identityOf, keyOf } from './change.ts'
import { canonical, tidied } from './meaning/tidy.ts'
import type { Rendered, Rendering } from './rendering.ts'
import { readYaml, type Written } from './yaml.ts'

const first = ({ file }: Written) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '.')

/** Objects that are written twice, and not the same both times. */
const contradictions = (written: readonly Written[]): readonly (readonly [Written, Written])[] => {
  const all = Map.groupBy(written, ({ manifest }) => keyOf(identityOf(manifest)))
  return [...all.values()].flatMap(([one, ...others]) => {
    const said = one && canonical(tidied(one.manifest))
    const other = others.find(({ manifest }) => canonical(tidied(manifest)) !== said)
    return one && other ? [[one, other] as const] : []
  })
}

const refuseContradictions = (path: string, written: readonly Written[]) => {
  const [found] = contradictions(written)
  if (found === undefined) return
  const [one, other] = found
  const { kind, metadata } = one.manifest
  throw new Error(
    `${path}: the ${kind} ${metadata.name} is at ${one.file}:${one.line} and, otherwise, at ${other.file}:${other.line}; which of them is meant?`,
  )
}

const renderedOf = ({ manifest, file, line }: Written): Rendered => ({
  manifest,
  place: { construct: '', file, line },
})

const once = (written: readonly Written[]) => [
  ...new Map(written.map((each) => [keyOf(identityOf(each.manifest)), each])).values(),
]

const renderingOf = (
  path: string,
  written: readonly Written[],
  folderOf: (each: Written) => string,
): Rendering =>
  new Map(
    [...Map.groupBy(written, folderOf)].map(([folder, those]) => {
      refuseContradictions(path, those)
      return [folder, once(those).map(renderedOf)]
    }),
  )

/**
 * All that is in a folder is one, unless an object is there more than once: then each folder in it is its own, as
 * environments are. Throws a sentence with both lines when an object is written twice within one.
 */
export const renderingsOfYaml = async (base: string, head: string) => {
  const [before, after] = await Promise.all([readYaml(base), readYaml(head)])
  const whole = basename(resolve(head))
  const isApart = [before, after].some((side) => contradictions(side).length > 0)
  const folderOf = isApart ? first : () => whole
  return { base: renderingOf(base, before, folderOf), head: renderingOf(head, after, folderOf) }
}
