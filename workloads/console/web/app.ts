/** The page's HTTP side: its files, its setup, its events, its fault switches; nothing for anybody else's page. */
import type { Context, MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { mount } from 'hono/mount'
import { z } from 'zod'
import { Problem, problemResponse, quoted } from '../../service/problem.ts'
import { eventStream } from '../../service/sse-server.ts'
import type { Setup, Switch } from '../page/contract.ts'
import type { Asking, Guard } from './guard.ts'
import { cookieOf } from './guard.ts'
import type { Hub } from './hub.ts'
import { contentPolicy, HEADERS } from './security.ts'
import { sentencePage } from './sentence.ts'
import type { File } from './static.ts'

export type Switches = {
  /** False with a real channel: nobody pulls the cable of a show from a web page. */
  readonly mayUse: boolean
  readonly set: (name: Switch, on: boolean) => Promise<void>
}

export type ConsolePorts = {
  readonly guard: Guard
  readonly files: { readonly tryFind: (path: string) => Promise<File | undefined> }
  readonly hub: Hub
  readonly setup: (keyed: boolean) => Setup
  readonly switches: Switches
  /** What the stream sees, under /overlay/. */
  readonly overlay: { readonly fetch: (request: Request) => Response | Promise<Response> }
  /** Ends the open events when the console stops. */
  readonly stopping: AbortSignal
  /** Hears of what no route expected. */
  readonly onFault: (error: Error) => void
}

/** A body here is one switch. In bytes. */
const MAX_BODY = 1024

const askingOf = (c: Context): Asking => ({
  host: c.req.header('host'),
  origin: c.req.header('origin'),
  fetchSite: c.req.header('sec-fetch-site'),
  fetchMode: c.req.header('sec-fetch-mode'),
  cookie: c.req.header('cookie'),
})

const keepToOurselves = ({ guard }: ConsolePorts): MiddlewareHandler =>
  async function keepToOurselves(c, next) {
    if (!guard.admits(askingOf(c))) {
      throw new Problem(403, 'this Host or Origin is not the console’s own; open the address that it printed')
    }
    await next()
  }

/** Also on what `onError` answers. */
const withHeaders: MiddlewareHandler = async function withHeaders(c, next) {
  await next()
  for (const [name, value] of Object.entries(HEADERS)) {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
}

const answer = (c: Context, file: File) => {
  c.header('cache-control', 'no-cache')
  c.header('etag', file.etag)
  c.header('content-type', file.type)
  return c.req.header('if-none-match') === file.etag ? c.body(null, 304) : c.body(file.body)
}

const nothingAt = (c: Context) => new Problem(404, `there is nothing at ${quoted(c.req.path)}`)

const front = async (c: Context, { guard, files }: ConsolePorts) => {
  const key = c.req.query('key')
  if (key !== undefined) {
    if (!guard.isKey(key)) {
      throw new Problem(403, 'this key is not this lounge’s; open the address that the console printed')
    }
    c.header('set-cookie', cookieOf(key))
    return c.redirect('/', 303)
  }
  const page = await files.tryFind('/')
  if (page === undefined) throw nothingAt(c)
  const html = new TextDecoder().decode(page.body)
  c.header('content-security-policy', contentPolicy(html, c.req.header('host') ?? ''))
  return answer(c, page)
}

const Flip = z.strictObject({ on: z.boolean() })
const SWITCHES: readonly string[] = ['cable', 'node', 'store'] satisfies Switch[]
const isSwitch = (name: string): name is Switch => SWITCHES.includes(name)

const flip = async (c: Context, { guard, switches }: ConsolePorts) => {
  const name = c.req.param('name') ?? ''
  if (!guard.holdsKey(askingOf(c))) {
    throw new Problem(403, 'the switches need the key; open the address that the console printed')
  }
  if (!isSwitch(name)) {
    throw new Problem(404, `no switch is called ${quoted(name)}; there are ${SWITCHES.join(', ')}`)
  }
  if (!switches.mayUse) throw new Problem(409, 'a real channel is playing, so the fault switches are off')
  const body = Flip.safeParse(await c.req.json().catch(() => undefined))
  if (!body.success) throw new Problem(400, 'the body must be {"on": true} or {"on": false}')
  await switches.set(name, body.data.on)
  return c.body(null, 204)
}

const tooBig = () => {
  throw new Problem(413, `the body must be at most ${MAX_BODY} bytes`)
}

/** A page for who opened an address in a browser, a problem for programs. */
const refuse = (c: Context, problem: Problem) =>
  c.req.header('accept')?.includes('text/html') ? sentencePage(c, problem) : problemResponse(problem)

const answerError = (onFault: ConsolePorts['onFault']) => (error: Error, c: Context) => {
  if (error instanceof Problem) return refuse(c, error)
  onFault(error)
  return refuse(c, new Problem(500, 'something broke in the console; its log says what'))
}

export const consoleApp = (ports: ConsolePorts) => {
  const { guard, hub, setup, files, overlay, stopping, onFault } = ports
  const listening = { subscribe: hub.subscribe.bind(hub) }
  const ends = { stopping, late: stopping }
  return new Hono()
    .use(withHeaders)
    .use(keepToOurselves(ports))
    .use(bodyLimit({ maxSize: MAX_BODY, onError: tooBig }))
    .get('/', (c) => front(c, ports))
    .get('/setup', (c) => c.json(setup(guard.holdsKey(askingOf(c))), 200, { 'cache-control': 'no-store' }))
    .get('/events', (c) => eventStream({ req: c.req, var: ends }, listening))
    .post('/switches/:name', (c) => flip(c, ports))
    .get('/overlay', (c) => c.redirect('/overlay/', 308))
    .all(
      '/overlay/*',
      mount((request: Request) => overlay.fetch(request)),
    )
    .get('*', async (c) => {
      const file = await files.tryFind(c.req.path)
      if (file === undefined) throw nothingAt(c)
      return answer(c, file)
    })
    .notFound((c) => refuse(c, nothingAt(c)))
    .onError(answerError(onFault))
}
