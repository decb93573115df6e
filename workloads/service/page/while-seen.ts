/** Follows something while it is looked at: a browser gives a house six connections, for all of its tabs together. */

export type Follow = () => () => void

type Looked = Pick<Document, 'visibilityState' | 'addEventListener'>

/** Begins and ends with the page's visibility; `isNeeded` follows on out of sight. Looks anew when it is called. */
export const whileSeen = (page: Looked, follow: Follow, isNeeded: () => boolean = () => false) => {
  let stop: (() => void) | undefined
  const look = () => {
    const isWanted = page.visibilityState === 'visible' || isNeeded()
    if (isWanted) stop ??= follow()
    else {
      stop?.()
      stop = undefined
    }
  }
  page.addEventListener('visibilitychange', look)
  look()
  return look
}
