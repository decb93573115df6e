/** Manifests to compare: the lounge's own, and some that no one here wrote. */
import { join } from 'node:path'
import { manifestsOf } from '../../constructs/manifest.ts'
import { foldersOf } from '../../workloads/charts.ts'
import { places } from '../../workloads/environments.ts'
import {
  type FieldChange,
  type FolderChange,
  identityOf,
  keyOf,
  type Manifest,
  type ObjectChange,
  type Step,
} from '../change.ts'
import { changesOf } from '../meaning/changes.ts'
import { parseYaml, readYaml } from '../yaml.ts'

/** All folders of the lounge as one list; what two clusters share is there once. */
export const lounge = (): Manifest[] => {
  const charts = foldersOf(places).flatMap((folder) => folder.charts)
  const all = charts.flatMap((chart) => manifestsOf(chart).map(({ object }) => object as Manifest))
  return [...new Map(all.map((each) => [keyOf(identityOf(each)), each])).values()]
}

export const foreign = async (): Promise<Manifest[]> =>
  (await readYaml(join(import.meta.dirname, 'foreign'))).map(({ manifest }) => manifest)

export const parsed = (text: string): Manifest[] => parseYaml(text, 'a.yaml').map(({ manifest }) => manifest)

const rendering = (manifests: readonly Manifest[]) =>
  new Map([['here', manifests.map((manifest) => ({ manifest, place: undefined }))]])

export const folderOf = (base: readonly Manifest[], head: readonly Manifest[]): FolderChange =>
  changesOf(rendering(base), rendering(head))[0] as FolderChange

export const changesBetween = (
  base: readonly Manifest[],
  head: readonly Manifest[],
): readonly ObjectChange[] => folderOf(base, head).changes

const word = (step: Step): string => {
  if (typeof step !== 'object') return String(step)
  return 'by' in step ? `[${Object.values(step.by).join(' ')}]` : `{${JSON.stringify(step.item)}}`
}

/** One line a change, to be read in a test. */
export const line = ({ path, from, to, isOrder }: FieldChange) => {
  const said = [from, to].map((value) => (value === undefined ? '-' : JSON.stringify(value)))
  return `${path.map(word).join('.')}${isOrder ? ' in order' : ''}: ${said.join(' → ')}`
}

/** The field changes of the first changed object. */
export const lines = (base: string, head: string) =>
  changesBetween(parsed(base), parsed(head)).flatMap(({ fields }) => fields.map(line))
