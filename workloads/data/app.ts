/** The API over the log: appends, reads, and tells what is new. The only code that knows the database, by its port. */
import type { Profile } from '../lounge/profile.ts'
import { type ServiceOptions, serviceApp } from '../service/app.ts'
import { Problem } from '../service/problem.ts'
import { eventStream } from '../service/sse-server.ts'
import { appendTo, history, stranded } from './commits.ts'
import { findProfile, midiDetails } from './devices.ts'
import type { Events } from './events.ts'
import { tryPosition } from './position.ts'
import * as routes from './routes.ts'
import type { Store } from './store.ts'

export type DataOptions = Omit<ServiceOptions, 'name' | 'about' | 'maxBody'> & {
  store: Store
  /** Of the same store, started. */
  events: Events
  profiles: readonly Profile[]
}

const ABOUT = 'The log of a lounge, which is its truth, what its nodes report, and word of both as they come.'

type Page = { after?: string | undefined; before?: string | undefined; limit: number }

const readCommits = (store: Store, { after, before, limit }: Page) => {
  if (after !== undefined && before !== undefined)
    throw new Problem(400, 'give "after" or "before" in the query, not both', { more: { field: 'before' } })
  if (after !== undefined) return store.after(tryPosition(after) ?? null, limit)
  return store.before(tryPosition(before) ?? null, limit)
}

/** A report stands under its own name and no other. */
const checkPlace = (place: Record<'environment' | 'device', string>, body: typeof place) => {
  for (const field of ['environment', 'device'] as const)
    if (body[field] !== place[field])
      throw new Problem(422, `"${field}" in the body must be "${place[field]}", as in the path`, {
        more: { field },
      })
}

const logRoutes = ({ store, events: { writes }, profiles: _, ...options }: DataOptions) => {
  const append = appendTo(store)
  return serviceApp({ name: 'data', about: ABOUT, maxBody: routes.MAX_COMMIT, ...options })
    .openapi(routes.append, async (c) => {
      const commit = c.req.valid('json')
      await writes.watched(append(commit))
      return c.json({ id: commit.id }, 201)
    })
    .openapi(routes.commits, async (c) =>
      c.json({ commits: await readCommits(store, c.req.valid('query')) }, 200),
    )
    .openapi(routes.state, async (c) => {
      const [head = null] = await store.before(null, 1)
      return c.json({ head }, 200)
    })
    .openapi(routes.history, async (c) => {
      const { before, limit } = c.req.valid('query')
      return c.json(await history(store, before, limit), 200)
    })
    .openapi(routes.stranded, async (c) => c.json({ changes: await stranded(store) }, 200))
}

export const dataApp = (options: DataOptions) => {
  const { events, profiles } = options
  return logRoutes(options)
    .openapi(routes.reported, (c) => c.json({ reported: events.reports.all() }, 200))
    .openapi(routes.report, (c) => {
      const place = c.req.valid('param')
      const reported = c.req.valid('json')
      findProfile(profiles, place.device)
      checkPlace(place, reported)
      events.reports.put(reported)
      return c.body(null, 204)
    })
    .openapi(routes.devices, (c) => c.json({ devices: [...profiles] }, 200))
    .openapi(routes.device, (c) => c.json(findProfile(profiles, c.req.valid('param').device), 200))
    .openapi(routes.midi, (c) => c.json(midiDetails(findProfile(profiles, c.req.valid('param').device)), 200))
    .openapi(routes.stream, (c) =>
      eventStream(c, { subscribe: (send, lastId) => events.subscribe(send, lastId) }),
    )
}

export type DataApp = ReturnType<typeof dataApp>
