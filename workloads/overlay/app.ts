/** The overlay's HTTP side: the page, its files for ever, its events, its gallery. Read by anybody, written by nobody. */

import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type ServiceOptions, serviceApp } from '../service/app.ts'
import { Problem, problemResponse, quoted } from '../service/problem.ts'
import { jsonBody } from '../service/routes.ts'
import { eventStream } from '../service/sse-server.ts'
import type { Asset, Assets } from './assets.ts'
import { type Delays, Seen } from './delay.ts'
import type { State } from './gallery.ts'
import { faultPage, galleryPage, overlayPage, policyOf } from './html.ts'
import { parseQuery } from './query.ts'
import type { Stage } from './stage.ts'

export type OverlayOptions = Omit<ServiceOptions, 'name' | 'about' | 'authorise' | 'maxBody'> & {
  /** Read when they are first asked for. */
  assets: () => Promise<Assets>
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

const document = (c: Context, html: string, status: 200 | 400 | 404 = 200) =>
  c.body(html, status, { ...HEADERS, 'content-security-policy': policyOf(html) })

const encodingFor = (c: Context, asset: Asset) => {
  const accepted = c.req.header('accept-encoding') ?? ''
  const name = (['br', 'gzip'] as const).find((one) => new RegExp(`\\b${one}\\b`).test(accepted))
  return { body: name === undefined ? asset.plain : asset[name], name }
}

const file = async (c: Context, options: OverlayOptions) => {
  const assets = await options.assets()
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

const placeFrom = async (root: string, { assets }: OverlayOptions) => ({
  assets: `${root}assets/${(await assets()).hash}`,
})

/** `root` is the way from the document to where the overlay is mounted. */
type Where = { root: string; still?: State }

const page = async (c: Context, options: OverlayOptions, { root, still }: Where) => {
  const place = await placeFrom(root, options)
  const asked = parseQuery(c.req.query())
  if ('fault' in asked) return document(c, faultPage(place, asked.fault), 400)
  return document(c, overlayPage(place, asked.query, still))
}

const still = async (c: Context, options: OverlayOptions) => {
  const name = c.req.param('state') ?? ''
  const state = options.gallery.find((one) => one.name === name)
  if (state !== undefined) return page(c, options, { root: '../../', still: state })
  const sentence = `The gallery has no state ${quoted(name)}; /gallery shows all there are.`
  return document(c, faultPage(await placeFrom('../../', options), sentence), 404)
}

const gallery = async (c: Context, options: OverlayOptions) => {
  const place = await placeFrom('', options)
  const asked = parseQuery(c.req.query())
  if ('fault' in asked) return document(c, faultPage(place, asked.fault), 400)
  return document(c, galleryPage(place, options.gallery, new URL(c.req.url).search))
}

/** Whoever typed a wrong address into OBS looks at the picture; a program reads the problem. */
const notFound = async (c: Context, options: OverlayOptions) => {
  const { path } = c.req
  const sentence = `There is nothing at ${quoted(path)}: the overlay is one page, and its states are at gallery.`
  if (!c.req.header('accept')?.includes('text/html')) return problemResponse(new Problem(404, sentence))
  const root = '../'.repeat(path.split('/').length - 2) || './'
  return document(c, faultPage(await placeFrom(root, options), sentence), 404)
}

const seen = createRoute({
  method: 'post',
  path: '/seen',
  summary: 'Say that a generation was painted, and how long that took',
  request: { body: jsonBody(Seen) },
  responses: { 204: { description: 'Counted' } },
})

export const overlayApp = (options: OverlayOptions) => {
  const { assets: _, stage, delays, gallery: __, ...service } = options
  const app = serviceApp({ name: 'overlay', about: ABOUT, maxBody: MAX_BODY, ...service })
  app.get('/', (c) => page(c, options, { root: './' }))
  app.get('/gallery', (c) => gallery(c, options))
  app.get('/gallery/:state/', (c) => still(c, options))
  app.get('/gallery/:state', (c) => c.redirect(`${c.req.param('state')}/${new URL(c.req.url).search}`))
  app.get('/assets/:hash/:path{.+}', (c) => file(c, options))
  app.get('/events', (c) => eventStream(c, { subscribe: (send) => stage.subscribe(send) }))
  app.notFound((c) => notFound(c, options))
  return app.openapi(seen, (c) => {
    delays.seen(c.req.valid('json'))
    return c.body(null, 204)
  })
}
