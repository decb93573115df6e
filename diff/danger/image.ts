/** Images: whether they mean the same bytes tomorrow, are older than before, or come from somewhere else. */
import type { FolderChange } from '../change.ts'
import { type Image, imageOf, isPinned, stepOf } from '../objects/image.ts'
import { pairsIn } from '../objects/pairs.ts'
import { containersOf, podsIn } from '../objects/pods.ts'
import type { Hit, Rule } from './rule.ts'

type Swap = {
  readonly object: Hit['object']
  readonly container: string
  readonly from: Image | undefined
  readonly to: Image
}

const swapsIn = (change: FolderChange): readonly Swap[] =>
  pairsIn(change).flatMap(({ from, to }) =>
    containersOf(to).flatMap(({ name, image }) => {
      const before = from && containersOf(from).find((each) => each.name === name)
      if (before?.image === image) return []
      return [
        { object: to.identity, container: name, from: before && imageOf(before.image), to: imageOf(image) },
      ]
    }),
  )

export const imageUnpinned = {
  name: 'image-unpinned',
  why: 'The same manifest runs other bytes tomorrow, and nobody can go back to what ran today.',
  find: (change) =>
    swapsIn(change)
      .filter(
        ({ from, to }) => !isPinned(to) && (from === undefined || isPinned(from) || from.tag !== to.tag),
      )
      .map(({ object, container, to }) => ({
        object,
        says: `the image of ${container} is ${to.text}, ${to.tag ? `and ${to.tag} moves with each release` : 'without a version or a digest'}.`,
      })),
} as const satisfies Rule

export const imageDowngraded = {
  name: 'image-downgraded',
  why: 'What the newer one has written the older one may not read.',
  find: (change) =>
    swapsIn(change)
      .filter(({ from, to }) => from?.repository === to.repository && stepOf(from.tag, to.tag) === 'down')
      .map(({ object, container, from, to }) => ({
        object,
        says: `the image of ${container} goes back from ${from?.tag} to ${to.tag}.`,
      })),
} as const satisfies Rule

const known = ({ base }: FolderChange) =>
  new Set(
    podsIn(base)
      .flatMap(containersOf)
      .map(({ image }) => imageOf(image).registry),
  )

/** `docker.io/library/couchdb` without its tag. */
const sourceOf = ({ repository }: Image) => repository

export const imageFromElsewhere = {
  name: 'image-from-elsewhere',
  why: 'Whoever owns that place decides what runs here.',
  find: (change) =>
    swapsIn(change).flatMap(({ object, container, from, to }) => {
      if (from && sourceOf(from) !== sourceOf(to))
        return [
          {
            object,
            says: `the image of ${container} comes from ${sourceOf(to)}; so far it came from ${sourceOf(from)}.`,
          },
        ]
      const isStrange = from === undefined && change.base.length > 0 && !known(change).has(to.registry)
      return isStrange
        ? [
            {
              object,
              says: `the image of ${container} comes from ${to.registry}, from where nothing came so far.`,
            },
          ]
        : []
    }),
} as const satisfies Rule
