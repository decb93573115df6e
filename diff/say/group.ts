/** The same thing in several environments, once. */
import type { Report } from '../judge/report.ts'

export type Grouped<Each> = {
  readonly each: Each
  readonly folders: readonly string[]
  readonly all: readonly Each[]
}

type InFolder = { readonly folder: string; readonly object: Report['changes'][number]['object'] }

/** Stands where each environment has its own namespace. */
const OWN = '<namespace>'

/** `lounge-prod` is no part of `lounge-prod-pedal`, which is replaced first. */
const ownNames = ({ folders }: Report, folder: string) =>
  (folders.find(({ name }) => name === folder)?.namespaces ?? []).toSorted((a, b) => b.length - a.length)

const withoutOwn = (text: string, names: readonly string[]) =>
  names.reduce((said, name) => said.replaceAll(new RegExp(`(?<![\\w-])${name}(?![\\w])`, 'g'), OWN), text)

type Placed = { readonly place?: unknown; readonly fields?: readonly { readonly said?: unknown }[] }

/** What it says, wherever it is and whichever line says so. */
const keyOf = <Each extends InFolder & Placed>(
  { folder, place, fields, ...rest }: Each,
  names: readonly string[],
) => withoutOwn(JSON.stringify([rest, fields?.map(({ said, ...field }) => field)]), names)

export const together = <Each extends InFolder & Placed>(
  all: readonly Each[],
  report: Report,
): readonly Grouped<Each>[] =>
  [...Map.groupBy(all, (each) => keyOf(each, ownNames(report, each.folder))).values()].map((group) => {
    const [first] = group as [Each]
    const folders = [...new Set(group.map(({ folder }) => folder))]
    if (folders.length === 1) return { each: first, folders, all: group }
    // Said once for all of them, it names none of their namespaces.
    const says = withoutOwn(JSON.stringify(first), ownNames(report, first.folder))
    return { each: { ...(JSON.parse(says) as Each), folder: first.folder }, folders, all: group }
  })
