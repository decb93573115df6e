import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { stopping } from './stopping.ts'

const rig = () => {
  const from = new EventEmitter()
  const [say, quit] = [vi.fn(), vi.fn()]
  const clock = { now: 0 }
  return { from, say, quit, clock, ...stopping({ from, say, quit, now: () => clock.now }) }
}

test('ctrl-C lets what is under way come to its end, also when npm tells of it again', () => {
  const { from, say, quit, clock, stop, end } = rig()

  from.emit('SIGINT')
  clock.now = 30
  from.emit('SIGINT')

  expect(say).toHaveBeenCalledOnce()
  expect([stop.aborted, end.aborted]).toEqual([true, false])
  expect(quit).not.toHaveBeenCalled()
})

test('ctrl-C once more ends at once', () => {
  const { from, quit, clock } = rig()

  from.emit('SIGINT')
  clock.now = 5_000
  from.emit('SIGINT')

  expect(quit).toHaveBeenCalledOnce()
})

test.each(['SIGTERM', 'SIGHUP'])('%s ends what is under way too', (signal) => {
  const { from, stop, end } = rig()

  from.emit(signal)

  expect([stop.aborted, end.aborted]).toEqual([true, true])
})

test('whoever ends npm ends the command: no shell stands between that keeps it to itself', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))

  expect(scripts.replica).toMatch(/^exec node /)
})
