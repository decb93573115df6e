/** The page's HTTP side, asked as a browser, a stranger's page and a script would ask it. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { initialState } from '../../lounge/state.ts'
import type { Setup, Switch } from '../page/contract.ts'
import { consoleApp } from './app.ts'
import { guard as makeGuard } from './guard.ts'
import { Hub } from './hub.ts'
import { pageFiles } from './static.ts'

const KEY = 'a-key-of-this-install'
const HOME = 'localhost:8080'

const rig = ({ mayUse = true } = {}) => {
  const flipped: [Switch, boolean][] = []
  const hub = new Hub({ boot: 'b', received: () => ({ 17: 7 }), layers: () => [] })
  const guard = makeGuard({ key: KEY, hosts: ['localhost', '127.0.0.1', '[::1]'], port: () => 8080 })
  const app = consoleApp({
    guard,
    files: pageFiles(),
    hub,
    setup: (keyed) => ({ keyed }) as Setup,
    switches: { mayUse, set: async (name, on) => void flipped.push([name, on]) },
    overlay: { fetch: (request) => new Response(`overlay ${new URL(request.url).pathname}`) },
    stopping: new AbortController().signal,
    onFault: () => {},
  })
  const ask = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
    app.request(path, { ...init, headers: { host: HOME, ...headers } })
  const flip = (name: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(
      `/switches/${name}`,
      { cookie: `lounge=${KEY}`, 'content-type': 'application/json', ...headers },
      {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
      },
    )
  return { app, ask, flip, flipped, hub, guard }
}

const PATHS = ['/', '/setup', '/events', '/page/style.css', '/vendor/lit-html/lit-html.js', `/?key=${KEY}`]
const FOREIGN: Record<string, string>[] = [
  { host: 'evil.example' },
  { host: 'evil.example:8080' },
  { host: 'localhost.evil.example:8080' },
  { host: 'localhost:8081' },
  { host: 'evil@localhost:8080' },
  { origin: 'https://evil.example' },
  { origin: 'http://localhost:3000' },
  { origin: 'https://localhost:8080' },
  { origin: 'http://127.0.0.1:8080' },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
]

test.each(FOREIGN)('%o gets 403 on every path, key or no key, and one sentence', async (headers) => {
  const { ask, flip, flipped } = rig()

  const answers = await Promise.all(PATHS.map((path) => ask(path, { cookie: `lounge=${KEY}`, ...headers })))
  const flipAnswer = await flip('cable', { on: false }, headers)

  for (const answer of [...answers, flipAnswer]) {
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({
      status: 403,
      detail: expect.stringContaining('Host or Origin'),
    })
  }
  expect(flipped).toEqual([])
})

test('a request that names no Host is a stranger’s', async () => {
  const { app } = rig()

  expect((await app.request('/')).status).toBe(403)
})

test.each([HOME, '127.0.0.1:8080', '[::1]:8080', 'LOCALHOST:8080'])(
  'the page is at home at %s',
  async (host) => {
    const { ask } = rig()

    const answer = await ask('/setup', {
      host,
      origin: `http://${host.toLowerCase()}`,
      'sec-fetch-site': 'same-origin',
    })

    expect(answer.status).toBe(200)
  },
)

test('a link from elsewhere may open the page', async () => {
  const { ask } = rig()

  const answer = await ask('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })

  expect(answer.status).toBe(200)
})

test('the printed address gives the key as a cookie that no other site and no script can use', async () => {
  const { ask } = rig()

  const answer = await ask(`/?key=${KEY}`)

  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/')
  expect(answer.headers.get('set-cookie')).toBe(`lounge=${KEY}; Path=/; HttpOnly; SameSite=Strict`)
})

test.each(['wrong', '', `${KEY}x`])(
  'a key of "%s" is refused with a sentence and sets nothing',
  async (key) => {
    const { ask } = rig()

    const answer = await ask(`/?key=${key}`)

    expect(answer.status).toBe(403)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await answer.json()).toMatchObject({
      detail: expect.stringContaining('open the address'),
    })
  },
)

test('who opens a wrong address in a browser reads a sentence', async () => {
  const { ask } = rig()
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8'

  const answers = await Promise.all(['/?key=wrong', '/now<b>here'].map((path) => ask(path, { accept })))
  const pages = await Promise.all(answers.map((answer) => answer.text()))

  expect(answers.map(({ status }) => status)).toEqual([403, 404])
  expect(answers[0]?.headers.get('content-type')).toContain('text/html')
  expect(pages[0]).toContain('open the address that the console printed.</p>')
  expect(pages[1]).not.toContain('<b>')
})

test('setup says whether the cookie holds the key', async () => {
  const { ask } = rig()
  const keyed = async (cookie: string) => (await (await ask('/setup', { cookie })).json()) as unknown

  expect(await keyed(`other=1; lounge=${KEY}`)).toEqual({ keyed: true })
  expect(await keyed('lounge=wrong')).toEqual({ keyed: false })
  expect(await keyed('')).toEqual({ keyed: false })
})

test('the content policy allows nothing inline but the import map, by its hash', async () => {
  const { ask } = rig()

  const page = await ask('/')
  const policy = page.headers.get('content-security-policy') ?? ''
  const html = await page.text()

  const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? ''
  expect(JSON.parse(map)).toMatchObject({ imports: { 'lit-html': expect.stringContaining('/vendor/') } })
  expect(policy).toContain(`'sha256-${createHash('sha256').update(map).digest('base64')}'`)
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
})

test('every answer keeps its type, its frame and its referrer to itself', async () => {
  const { ask } = rig()

  for (const path of ['/', '/setup', '/nowhere', '/page/style.css']) {
    const { headers } = await ask(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  }
})

test('a page module arrives as JavaScript whose imports a browser can follow', async () => {
  const { ask } = rig()

  const answer = await ask('/page/chat/irc-client.js')
  const code = await answer.text()

  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(code).toContain("from './irc-words.js'")
  expect(code).not.toContain('IrcOptions = {')
})

test('a page that has the file already is told so', async () => {
  const { ask } = rig()
  const first = await ask('/page/chat/irc-client.js')

  const again = await ask('/page/chat/irc-client.js', { 'if-none-match': first.headers.get('etag') ?? '' })

  expect(again.status).toBe(304)
})

/** What a browser fetches after this file. */
const follows = (path: string, text: string) => {
  const patterns =
    path === '/'
      ? [/(?:href|src)="(\/[^"]+)"/g]
      : [/^(?:import|export)\b(?:[^'"=]*?\bfrom)?\s*['"]([^'"]+)['"]/gm]
  const names = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name))
  const mapped = names.map((name) =>
    name.replace(/^lit-html$/, 'lit-html/lit-html.js').replace(/^lit-html\//, '/vendor/lit-html/'),
  )
  return mapped.map((name) => new URL(name, `http://${HOME}${path}`).pathname)
}

test('everything that the page asks for, and all that this asks for, is served', async () => {
  const { ask } = rig()
  const seen = new Map<string, number>()
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path)) return
    seen.set(path, 0)
    const found = await ask(path)
    seen.set(path, found.status)
    if (found.ok && /html|javascript/.test(found.headers.get('content-type') ?? '')) {
      await Promise.all(follows(path, await found.text()).map(visit))
    }
  }

  await visit('/')

  expect([...seen].filter(([, status]) => status !== 200)).toEqual([])
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['/page/main.js', '/vendor/lit-html/lit-html.js']))
})

test.each([
  '/lounge/profile.js',
  '/lounge/../console/main.js',
  '/page/..%2fmain.js',
  '/page/%2e%2e/main.js',
  '/main.js',
  '/page/main.ts',
  '/page/nothing.js',
  '/vendor/lit-html/package.json',
  '/vendor/lit-html/../../package.json',
  '/../../package.json',
  '/.lounge/key',
])('%s is not', async (path) => {
  const { ask } = rig()

  const answer = await ask(path)

  expect(answer.status).toBe(404)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
})

test('a switch is flipped with the key', async () => {
  const { flip, flipped } = rig()

  const answer = await flip('cable', { on: false }, { origin: `http://${HOME}` })

  expect(answer.status).toBe(204)
  expect(flipped).toEqual([['cable', false]])
})

test.each([
  ['without the key', 'cable', { on: false }, { cookie: '' }, 403, 'need the key'],
  ['with a wrong key', 'cable', { on: false }, { cookie: 'lounge=wrong' }, 403, 'need the key'],
  ['that is none', 'bass', { on: false }, {}, 404, 'cable, node, store'],
  ['with a wrong type', 'cable', { on: 'no' }, {}, 400, '{"on": true}'],
  ['with more than it takes', 'cable', { on: false, now: true }, {}, 400, '{"on": true}'],
  ['with no body', 'cable', '', {}, 400, '{"on": true}'],
  ['with no JSON', 'cable', '{', {}, 400, '{"on": true}'],
  ['with a huge body', 'cable', 'x'.repeat(70_000), {}, 413, '1024 bytes'],
] as const)('a switch %s is refused and nothing moves', async (...[, name, body, headers, status, words]) => {
  const { flip, flipped } = rig()

  const answer = await flip(name, body, { 'content-length': String(JSON.stringify(body).length), ...headers })

  expect(answer.status).toBe(status)
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(words) })
  expect(flipped).toEqual([])
})

test('with a real channel the switches are off', async () => {
  const { flip, flipped } = rig({ mayUse: false })

  const answer = await flip('store', { on: false })

  expect(answer.status).toBe(409)
  expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('a real channel') })
  expect(flipped).toEqual([])
})

test('a page that opens the events is told how things are, then what happens', async () => {
  const { ask, hub } = rig()
  const view = {
    environment: 'home',
    term: null,
    live: true,
    generation: 0,
    state: initialState,
    reported: [],
    at: 1,
  }
  hub.view(view)
  hub.wire({ at: 1, bytes: [176, 17, 7], cc: 17, value: 7, says: 'time 1' })

  const answer = await ask('/events')
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const read = async (until: string, text = ''): Promise<string> => {
    if (text.includes(until)) return text
    return read(until, text + ((await reader?.read())?.value ?? ''))
  }
  const before = await read('event: pedal')
  hub.wire({ at: 2, bytes: [176, 17, 9], cc: 17, value: 9, says: 'time 2' })
  const after = await read('time 2')
  await reader?.cancel()

  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const events = [...before.matchAll(/^event: (\w+)/gm)].map(([, name]) => name)
  expect(events).toEqual(['layers', 'log', 'view', 'wire', 'pedal'])
  expect(after).toContain('id: b-2')
})
