/** The page as a test sees it: what it hears, and its switches. */
import { follow } from '../../service/sse-client.ts'
import type { ServerEvent } from '../page/contract.ts'
import { KEY, type Test } from './test.ts'

type DataOf<Name extends ServerEvent['event']> = Extract<ServerEvent, { event: Name }>['data']

export const pageOf = ({ onTestFinished }: Test, origin: string) => {
  const stop = new AbortController()
  const waiting = new Set<(event: ServerEvent) => void>()
  const latest = new Map<string, ServerEvent>()
  onTestFinished(() => stop.abort())
  void follow({
    signal: stop.signal,
    open: (_, signal) => fetch(`${origin}/events`, { signal }),
    onEvent: ({ event, data }) => {
      const heard = { event, data: JSON.parse(data) } as ServerEvent
      latest.set(event, heard)
      for (const hear of waiting) hear(heard)
    },
  })

  /** The first event of that name, from the latest on, for which it holds. */
  const until = <Name extends ServerEvent['event']>(name: Name, holds: (data: DataOf<Name>) => boolean) => {
    const found = Promise.withResolvers<unknown>()
    const hear = (heard: ServerEvent) => {
      const data = heard.data as DataOf<Name>
      if (heard.event !== name || !holds(data)) return
      waiting.delete(hear)
      found.resolve(data)
    }
    waiting.add(hear)
    const known = latest.get(name)
    if (known) hear(known)
    return found.promise as Promise<DataOf<Name>>
  }

  const flip = async (name: string, on: boolean) => {
    const headers = { cookie: `lounge=${KEY}`, 'content-type': 'application/json', origin }
    const answer = await fetch(`${origin}/switches/${name}`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ on }),
    })
    return answer.status
  }

  const setup = async (cookie = `lounge=${KEY}`) =>
    (await fetch(`${origin}/setup`, { headers: { cookie } })).json()

  return { until, flip, setup, origin }
}
