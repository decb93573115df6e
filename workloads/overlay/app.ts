/** The overlay's HTTP side: the page, its files for ever, its events, its gallery. Read by anybody, written by nobody. */

import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type ServiceOptions, serviceApp } from '../service/app.ts'
import { Problem, quoted } from '../service/problem.ts'
import { jsonBody, type ServiceEnv } from '../service/routes.ts'
import { eventStream } from '../service/sse-server.ts'
import type { Asset, Assets } from './assets.ts'
import { type Delays, Seen } from './delay.ts'
import type { State } from './gallery.ts'
import { faultPage, galleryPage, overlayPage, policyOf } from './html.ts'
import { parseQuery } from './query.ts'
import type { Stage } from './stage.ts'

export type OverlayOptions = Omit<ServiceOptions, 'name' | 'about' | 'authorise' | 'maxBody'> & {
  assets: Assets
  stage: Stage
  delays: Delays
  gallery: readonly State[]
}

const ABOUT = 'One page for a browser source in OBS: what the pedal was sent, what waits, and who did it.'
const MAX_BODY = 1024
const FOR_EVER = 'public, max-age=31536000, immutable'

const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-cache',
  'content-type': 'text/html; charset=utf-8',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'SAMEORIGIN',
}

const document = (c: Context, html: string, status: 200 | 400 = 200) =>
  c.body(html, status, { ...HEADERS, 'content-security-policy': policyOf(html) })

const encodingFor = (c: Context, asset: Asset) => {
  const accepted = c.req.header('accept-encoding') ?? ''
  const name = (['br', 'gzip'] as const).find((one) => new RegExp(`\\b${one}\\b`).test(accepted))
  return { body: name === undefined ? asset.plain : asset[name], name }
}

const file = (c: Context, assets: Assets) => {
  const { hash, path } = c.req.param() as { hash: string; path: string }
  const asset = hash === assets.hash ? assets.tryFind(path) : undefined
  if (asset === undefined) throw new Problem(404, `the overlay has no file ${quoted(c.req.path)}`)
  const { body, name } = encodingFor(c, asset)
  return c.body(body, 200, {
    'content-type': asset.type,
    'cache-control': FOR_EVER,
    vary: 'accept-encoding',
    ...(name && { 'content-encoding': name }),
  })
}

/** `root` is the way from the document to where the overlay is mounted. */
const page = (c: Context, { assets }: OverlayOptions, root: string) => {
  const place = { assets: `${root}assets/${assets.hash}` }
  const asked = parseQuery(c.req.query())
  if ('fault' in asked) return document(c, faultPage(place, asked.fault), 400)
  return document(c, overlayPage(place, asked.query))
}

const stateAt = (c: Context, { gallery }: OverlayOptions) => {
  const name = c.req.param('state') ?? ''
  return gallery.find((state) => state.name === name)
}

const noState = (c: Context, { assets }: OverlayOptions) => {
  const sentence = `The gallery has no state ${quoted(c.req.param('state') ?? '')}; /gallery shows all there are.`
  return document(c, faultPage({ assets: `../../assets/${assets.hash}` }, sentence), 400)
}

/** The picture, once; who was cut off is told that there is no more. */
const still = (c: Context<ServiceEnv>, { screen, isLinked, isCut }: State) => {
  if (isCut && c.req.header('last-event-id') !== undefined) return c.body(null, 204)
  const stop = new AbortController()
  const stopping = isCut ? AbortSignal.any([stop.signal, c.var.stopping]) : c.var.stopping
  return eventStream(
    { req: c.req, var: { stopping, late: c.var.late } },
    {
      subscribe: (send) => {
        send({ event: 'shown', data: { screen, isLinked }, id: 'still' })
        stop.abort()
        const pulse = setInterval(() => send({ event: 'pulse', data: {} }), 5_000)
        return () => clearInterval(pulse)
      },
    },
  )
}

const seen = createRoute({
  method: 'post',
  path: '/seen',
  summary: 'Say that a generation was painted, and how long that took',
  request: { body: jsonBody(Seen) },
  responses: { 204: { description: 'Counted' } },
})

const withGallery = (app: ReturnType<typeof serviceApp>, options: OverlayOptions) =>
  app
    .get('/gallery', (c) =>
      document(c, galleryPage({ assets: `assets/${options.assets.hash}` }, options.gallery)),
    )
    .get('/gallery/:state/', (c) => (stateAt(c, options) ? page(c, options, '../../') : noState(c, options)))
    .get('/gallery/:state/events', (c) => {
      const state = stateAt(c, options)
      if (state === undefined) throw new Problem(404, 'the gallery has no such state')
      return still(c, state)
    })

export const overlayApp = (options: OverlayOptions) => {
  const { assets, stage, delays, gallery: _, ...service } = options
  const app = serviceApp({ name: 'overlay', about: ABOUT, maxBody: MAX_BODY, ...service })
  withGallery(app, options)
  app.get('/', (c) => page(c, options, './'))
  app.get('/assets/:hash/:path{.+}', (c) => file(c, assets))
  app.get('/events', (c) => eventStream(c, { subscribe: (send) => stage.subscribe(send) }))
  return app.openapi(seen, (c) => {
    delays.seen(c.req.valid('json'))
    return c.body(null, 204)
  })
}
