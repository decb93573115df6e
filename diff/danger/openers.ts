/** Two environments that would open the log of one channel. */
import { type FolderChange, type Identity, identityOf } from '../change.ts'
import { textAt } from '../objects/at.ts'
import type { Rule } from './rule.ts'

type Opener = { readonly place: string; readonly channel: string; readonly object: Identity }

const openersIn = ({ folder }: FolderChange, side: FolderChange['head']): readonly Opener[] => {
  const maps = side.filter(({ kind }) => kind === 'ConfigMap')
  return maps.flatMap((map) => {
    const opens = textAt(map, 'data', 'OPENS')
    if (opens === undefined || opens === 'no') return []
    const neighbours = maps.filter(({ metadata }) => metadata.namespace === map.metadata.namespace)
    const channel = neighbours
      .map((each) => textAt(each, 'data', 'TWITCH_CHANNEL'))
      .find((each) => each !== undefined)
    const place = `${folder} (${map.metadata.namespace ?? 'default'})`
    return channel === undefined ? [] : [{ place, channel, object: identityOf(map) }]
  })
}

const twice = (openers: readonly Opener[]) =>
  openers.flatMap((opener) =>
    openers
      .filter((each) => each !== opener && each.channel === opener.channel)
      .map((other) => ({ opener, other })),
  )

export const twoOpeners = {
  name: 'two-openers',
  why: 'Two logs for one pedal: each environment believes its own, and the pedal follows both.',
  find: (change, { folders }) => {
    const side = (of: 'base' | 'head') => twice(folders.flatMap((each) => openersIn(each, each[of])))
    const known = side('base').map(({ opener, other }) => `${opener.place} ${other.place}`)
    return side('head')
      .filter(({ opener, other }) => !known.includes(`${opener.place} ${other.place}`))
      .filter(({ opener }) => opener.place.startsWith(`${change.folder} (`))
      .map(({ opener, other }) => ({
        object: opener.object,
        says: `it opens the log of the channel ${opener.channel}, and so does ${other.place}.`,
      }))
  },
} as const satisfies Rule
