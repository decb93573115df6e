/** What the time-to-live does, minute by minute. */
import { describe, expect, test } from 'vitest'
import { machine } from '../testing/machine.ts'

const ON_STANDBY = 'midi_live{service="midi"} 0\n'
const LIVE = 'midi_live{service="midi"} 1\n'
const LEVEL = 'replication_level{service="data"} 1\n'
const BEHIND = 'replication_level{service="data"} 0\n'

/** `minutes`: since the machine was started; it may run eight hours. */
const after = (minutes: number, metrics: string) => {
  const { run, write } = machine()
  write('proc/uptime', `${minutes * 60}.0 0.0\n`)
  write('metrics', metrics)
  const { calls } = run('ttl.sh')
  return {
    again: () => run('ttl.sh').calls.filter((call) => call.includes('Publish')).length,
    mails: calls.filter((call) => call.includes('Publish')).map((call) => /Message=(.*?)\./.exec(call)?.[1]),
    stops: calls.includes('systemctl poweroff'),
  }
}

test('nothing happens until half an hour before the end', () => {
  expect(after(449, ON_STANDBY + LEVEL)).toMatchObject({ mails: [], stops: false })
})

test('then it warns, once', () => {
  const { mails, stops, again } = after(451, ON_STANDBY + LEVEL)

  expect(mails).toEqual([expect.stringContaining('at 480 it stops')])
  expect(stops).toBe(false)
  expect(again()).toBe(0)
})

test('on standby and level it stops and says so', () => {
  const { mails, stops } = after(481, ON_STANDBY + LEVEL)

  expect(mails).toEqual([expect.stringContaining('stops now')])
  expect(stops).toBe(true)
})

describe('it goes on, and says so, when', () => {
  test.each([
    ['it is live', LIVE + LEVEL],
    ['home lacks changes', ON_STANDBY + BEHIND],
    ['nobody says whether home has them', ON_STANDBY],
    ['nothing answers', ''],
  ])('%s', (_why, metrics) => {
    const { mails, stops } = after(481, metrics)

    expect(mails).toEqual([expect.stringContaining('goes on')])
    expect(stops).toBe(false)
  })
})

test('it stops also when no mail gets out', () => {
  const { run, write } = machine()
  write('proc/uptime', `${481 * 60}.0 0.0\n`)
  write('metrics', ON_STANDBY + LEVEL)
  write('no-mail', '')

  expect(run('ttl.sh').calls).toContain('systemctl poweroff')
})
