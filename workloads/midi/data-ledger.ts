/** The log behind data's client. */
import { z } from 'zod'
import { type DataClient, followData } from '../data/client.ts'
import { Commit } from '../lounge/log.ts'
import { problemFrom } from '../service/problem.ts'
import type { Ledger } from './ledger.ts'

const PAGE = 100

/** Less than a request may wait to become durable: a lost answer leaves time to find out. */
export const DATA_TIMEOUT_MS = 1_500

/** What a 409 carries: the commits that came first. */
const Since = z.object({ since: z.array(Commit) })

const reading = (data: DataClient): Pick<Ledger, 'before' | 'history' | 'stranded'> => ({
  before: async (before) => {
    const query = { limit: String(PAGE), ...(before === undefined ? {} : { before }) }
    const response = await data.v1.commits.$get({ query })
    if (!response.ok) throw await problemFrom(response)
    return (await response.json()).commits
  },
  history: async (before, limit) => {
    const query = { limit: String(limit), ...(before === undefined ? {} : { before: String(before) }) }
    const response = await data.v1.history.$get({ query })
    if (!response.ok) throw await problemFrom(response)
    return response.json()
  },
  stranded: async () => {
    const response = await data.v1.stranded.$get()
    if (!response.ok) throw await problemFrom(response)
    return (await response.json()).changes
  },
})

export const dataLedger = (data: DataClient): Ledger => ({
  ...reading(data),
  append: async (commit) => {
    const response = await data.v1.commits.$post({ json: commit })
    if (response.status === 201) return { appended: true }
    const problem = await problemFrom(response)
    if (problem.status === 409) return { appended: false, ...Since.parse(problem.more) }
    throw problem
  },
  report: async (reported) => {
    const { environment, device } = reported
    const route = data.v1.reported[':environment'][':device']
    const response = await route.$put({ param: { environment, device }, json: reported })
    if (!response.ok) throw await problemFrom(response)
  },
  follow: (follower, signal) => followData({ client: data, signal, ...follower }),
})
