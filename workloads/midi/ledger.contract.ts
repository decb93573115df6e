/** What any log must do for midi. Run on the one that the races are tested with, and on data itself. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Commit, commitId, type Reported, type Term } from '../lounge/log.ts'
import { initialState } from '../lounge/state.ts'
import type { Ledger } from './ledger.ts'

const term: Term = { number: 1, environment: 'home' }

const commit = (first: number, kind: Commit['kind'] = 'opening', at = first): Commit => ({
  ...{ id: commitId(term, first), term, kind, first, last: first, at },
  ...{ changes: [], other: kind === 'closing' ? 'replica' : null, state: initialState },
})

const report: Reported = {
  ...{ environment: 'home', device: 'ventris', term: 1, generation: 1, values: { 'a.time': 89 } },
  ...{ port: 'virtual', since: 0, at: 1 },
}

/** What a follower was told, and a promise for when that holds something. */
const listen = (ledger: Ledger) => {
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const heard: string[] = []
  let look = () => {}
  const tell = (what: string) => {
    heard.push(what)
    look()
  }
  void ledger.follow(
    {
      snapshot: (head) => tell(`snapshot ${head?.id ?? 'empty'}`),
      commit: ({ id }) => tell(id),
      reported: ({ device, generation }) => tell(`${device} ${generation}`),
      state: () => {},
    },
    stop.signal,
  )
  const until = (what: string) =>
    new Promise<void>((resolve) => {
      look = () => heard.includes(what) && resolve()
      look()
    })
  return { heard, until }
}

export const ledgerContract = (name: string, open: () => Promise<Ledger>) =>
  describe(`${name} as midi's log`, () => {
    test('appends, and tells a follower from where things stand', async () => {
      const ledger = await open()
      await ledger.append(commit(1))

      const { heard, until } = listen(ledger)
      await until('snapshot commit:0001-home:000000000001')
      await ledger.append(commit(2, 'closing'))
      await until('commit:0001-home:000000000002')

      expect(heard).toEqual(['snapshot commit:0001-home:000000000001', 'commit:0001-home:000000000002'])
    })

    test('of two that race for an id one is appended, and the other learns what came first', async () => {
      const ledger = await open()

      const results = await Promise.all([
        ledger.append(commit(1, 'opening', 5)),
        ledger.append(commit(1, 'opening', 6)),
      ])

      expect(results.map(({ appended }) => appended).toSorted()).toEqual([false, true])
      expect(results.find(({ appended }) => !appended)).toMatchObject({ since: [{ first: 1 }] })
    })

    test('is read back from the newest', async () => {
      const ledger = await open()
      await ledger.append(commit(1))
      await ledger.append(commit(2, 'closing'))

      const newest = await ledger.before(undefined)

      expect(newest.at(0)?.first).toBe(2)
      expect((await ledger.before(newest.at(0)?.id)).map(({ first }) => first)).toEqual([1])
      expect(await ledger.before(commitId(term, 1))).toEqual([])
      expect(await ledger.history(undefined, 10)).toEqual({ changes: [], next: null })
    })

    test('passes reports on', async () => {
      const ledger = await open()
      const { until } = listen(ledger)
      await until('snapshot empty')

      await ledger.report(report)

      await until('ventris 1')
    })
  })
