/** What changed between two revisions, each rendered with its own code. */
import { type FolderChange, identityOf } from './change.ts'
import { changesOf } from './meaning/changes.ts'
import type { Rendering } from './rendering.ts'
import type { Checkout } from './revision/checkout.ts'
import { type Asked, DoesNotSynthesize, render } from './revision/render.ts'

/** `missing`: it has no such environment; this is what it says of that, and `rendering` is all of it. */
type Side = { readonly rendering: Rendering; readonly missing?: Error }

const sideOf = async (checkout: Checkout, asked: Asked): Promise<Side> => {
  try {
    return { rendering: await render(checkout, asked) }
  } catch (error) {
    if (asked.environment === undefined || !(error instanceof DoesNotSynthesize)) throw error
    const rendering = await render(checkout, { env: asked.env })
    if (rendering.has(asked.environment)) throw error
    return { rendering, missing: error }
  }
}

const only = (rendering: Rendering, folders: Rendering): Rendering =>
  new Map([...rendering].filter(([folder]) => folders.has(folder)))

/** An environment that came or went is compared with what the other side has of its folders. */
const alike = (base: Side, head: Side) => {
  if (base.missing && head.missing) throw head.missing
  return {
    base: base.missing ? only(base.rendering, head.rendering) : base.rendering,
    head: head.missing ? only(head.rendering, base.rendering) : head.rendering,
  }
}

const listOf = (rendering: Rendering) =>
  [...rendering]
    .flatMap(([folder, those]) =>
      those.map(({ manifest }) => {
        const { kind, namespace, name } = identityOf(manifest)
        return `  ${folder}: ${kind} ${namespace === null ? '' : `${namespace}/`}${name}`
      }),
    )
    .join('\n')

const broken = ({ revision }: Checkout, reason: unknown) =>
  new Error(`${revision.name} does not synthesize:\n${(reason as Error).message}`)

/** Throws the error of a side that does not synthesize; of the base with all that the head has. */
export const compare = async (
  base: Checkout,
  head: Checkout,
  asked: Asked,
): Promise<readonly FolderChange[]> => {
  const [before, after] = await Promise.allSettled([sideOf(base, asked), sideOf(head, asked)])
  if (after.status === 'rejected') throw broken(head, after.reason)
  if (before.status === 'rejected') {
    const { message } = broken(base, before.reason)
    throw new Error(`${message}\n\nThe objects of ${head.revision.name}:\n${listOf(after.value.rendering)}`)
  }
  const sides = alike(before.value, after.value)
  return changesOf(sides.base, sides.head)
}
