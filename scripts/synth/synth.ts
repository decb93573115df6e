/** The manifests of some environments as files, checked by the rules of the house. */
import { type Manifest, manifestsOf, yamlOf } from '../../constructs/manifest.ts'
import { rules } from '../../constructs/rules/index.ts'
import { foldersOf } from '../../workloads/charts.ts'
import * as graph from '../../workloads/graph.ts'
import { graphFaults } from '../../workloads/graph-check.ts'
import { findEnvironment, type Places } from '../../workloads/places.ts'

/** Folder → its charts' manifests by the name of their file. */
const manifestsByFile = (places: Places): ReadonlyMap<string, readonly Manifest[]> =>
  new Map(
    foldersOf(places).flatMap(({ name, charts }) =>
      charts.map((chart, index) => [`${name}/${index}0-${chart.node.id}.yaml`, manifestsOf(chart)] as const),
    ),
  )

/** Only the named environments with their clusters; all when none is named. Throws a sentence for one that is not there. */
const some = (places: Places, names: readonly string[]): Places => {
  if (names.length === 0) return places
  const environments = names.map((name) => findEnvironment(places, name))
  const clusters = places.clusters.filter(({ name }) => environments.some(({ cluster }) => cluster === name))
  return { clusters, environments }
}

const folderOf = (file: string) => file.slice(0, file.indexOf('/'))

const throwAny = (faults: readonly string[]) => {
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

/** Throws every fault that the rules find, each with the path of its construct. */
const check = (files: ReadonlyMap<string, readonly Manifest[]>) => {
  const folders = Map.groupBy(files, ([file]) => folderOf(file))
  const faults = [...folders].flatMap(([folder, those]) => {
    const manifests = those.flatMap(([, each]) => each)
    return rules.flatMap((rule) => rule(manifests)).map((fault) => `${folder}: ${fault}`)
  })
  throwAny(faults)
}

/** Path → text. The same for the same places, always. */
export const synth = (places: Places, names: readonly string[] = []): ReadonlyMap<string, string> => {
  throwAny(graphFaults(graph))
  const files = manifestsByFile(some(places, names))
  check(files)
  return new Map(
    [...files].filter(([, those]) => those.length > 0).map(([file, those]) => [file, yamlOf(those)]),
  )
}
