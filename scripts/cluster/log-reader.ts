/** Reads the lounge's log over data's API, as midi would. */
import { dataClient } from '../../workloads/data/client.ts'
import { services } from '../../workloads/graph.ts'
import { serviceFetch } from '../../workloads/service/fetch.ts'
import { readKeys } from '../../workloads/service/key-files.ts'
import type { Kube } from './kube.ts'

/** Ids of all changes, newest first. */
export const changeIds = async (kube: Kube, keys: string): Promise<readonly string[]> => {
  const pod = (await kube.pods('data'))[0]?.metadata.name ?? ''
  const { address, close } = await kube.forward(pod, services.data.port)
  try {
    const { sign } = await readKeys(keys, 'midi')
    const client = dataClient({
      baseUrl: `http://${address}`,
      fetch: serviceFetch({ audience: 'data', sign }),
    })
    const answer = await client.v1.history.$get({ query: { limit: '200' } })
    const { changes } = (await answer.json()) as { changes: { id: string }[] }
    return changes.map(({ id }) => id)
  } finally {
    close()
  }
}
