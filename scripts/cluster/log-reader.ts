/** Reads the lounge's log over data's API, as midi would. */
import { dataClient } from '../../workloads/data/client.ts'
import { services } from '../../workloads/graph.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { readKeys } from '../../workloads/service/key-files.ts'
import type { Kube } from './kube.ts'

const MOST = '200'

/** Ids of all changes, newest first. */
export const changeIds = async (kube: Kube, keys: string): Promise<readonly string[]> => {
  const { address, close } = await kube.forward('data', services.data.port)
  try {
    const { sign } = await readKeys(keys, 'midi')
    const fetch = serviceFetch({ audience: 'data', sign })
    const { history } = dataClient({ baseUrl: `http://${address}`, fetch }).v1
    const ids: string[] = []
    let next: number | null = null
    do {
      const before = next === null ? {} : { before: `${next}` }
      const answer = await history.$get({ query: { limit: MOST, ...before } })
      const page = (await answer.json()) as { changes: { id: string }[]; next: number | null }
      ids.push(...page.changes.map(({ id }) => id))
      next = page.next
    } while (next !== null)
    return ids
  } finally {
    close()
  }
}
