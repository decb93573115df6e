import { expect, test } from 'vitest'
import { whileSeen } from './while-seen.ts'

const rig = (isNeeded?: () => boolean) => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState })
  const log: string[] = []
  const follow = () => {
    log.push('follow')
    return () => void log.push('stop')
  }
  const look = whileSeen(page as unknown as Document, follow, isNeeded)
  const turn = (state: DocumentVisibilityState) => {
    page.visibilityState = state
    page.dispatchEvent(new Event('visibilitychange'))
  }
  return { log, look, turn }
}

test('a page that is looked at follows, once; out of sight it lets go, and comes back', () => {
  const { log, turn } = rig()

  turn('visible')
  turn('hidden')
  turn('hidden')
  turn('visible')

  expect(log).toEqual(['follow', 'stop', 'follow'])
})

test('what is needed out of sight is followed on until it is not', () => {
  let isPlaying = true
  const { log, look, turn } = rig(() => isPlaying)

  turn('hidden')
  expect(log).toEqual(['follow'])
  isPlaying = false
  look()

  expect(log).toEqual(['follow', 'stop'])
})
