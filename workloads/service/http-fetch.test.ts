/** What services take from a fetch, held against Node's own and against ours. */
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { httpFetch } from './http-fetch.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

/** The address of a server that answers as it is told. */
const serving = async (answer: RequestListener) => {
  const server = createServer(answer)
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const EVENTS = { 'content-type': 'text/event-stream; charset=utf-8' }
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (fault: unknown) => fault,
  )

describe.each([
  ["Node's own", globalThis.fetch],
  ['ours', httpFetch],
])('%s', (_name, fetch) => {
  test('says method, path, headers and body as they are given', async () => {
    const { url } = await serving(async (asked, answer) => {
      const { method, url: path, headers } = asked
      answer.end(JSON.stringify({ method, path, length: headers['content-length'], of: headers['x-of'] }))
      asked.resume()
    })
    const init = { method: 'POST', headers: { 'X-Of': 'ana' }, body: 'grüß' }

    const answers = [
      await fetch(`${url}/a?b=c%20d`, init),
      await fetch(new Request(`${url}/a?b=c%20d`, init)),
    ]

    const same = { method: 'POST', path: '/a?b=c%20d', of: 'ana' }
    expect(await answers[0]?.json()).toEqual({ ...same, length: '6' })
    expect(await answers[1]?.json()).toMatchObject(same)
  })

  test('gives the body as it was said', async () => {
    const { url } = await serving(async (asked, answer) => answer.end(await text(asked)))

    const answer = await fetch(new URL(url), { method: 'PUT', body: '{"to":"7½"}' })

    expect(await answer.json()).toEqual({ to: '7½' })
  })

  test('has the status and every header of the answer, several of a name as well', async () => {
    const { url } = await serving((_asked, answer) => {
      answer.writeHead(422, { 'retry-after': '1', link: ['<a>', '<b>'], 'set-cookie': ['c=1', 'd=2'] })
      answer.end()
    })

    const { ok, status, headers } = await fetch(url)

    expect({ ok, status, link: headers.get('link'), after: headers.get('retry-after') }).toEqual({
      ...{ ok: false, status: 422 },
      ...{ link: '<a>, <b>', after: '1' },
    })
    expect(headers.getSetCookie()).toEqual(['c=1', 'd=2'])
  })

  test.each([204, 205, 304])('an answer with status %i has no body', async (status) => {
    const { url } = await serving((_asked, answer) => answer.writeHead(status).end())

    const answer = await fetch(url)

    expect([answer.status, answer.body, await answer.text()]).toEqual([status, null, ''])
  })

  test('keeps connections for the next call', async () => {
    const { url, server } = await serving((_asked, answer) => answer.end('{}'))
    let connections = 0
    server.on('connection', () => {
      connections += 1
    })

    for (let call = 0; call < 5; call += 1) await (await fetch(url)).text()

    expect(connections).toBeLessThan(5)
  })

  test('hands an event stream on while it comes, and closes it when nobody reads any more', async () => {
    const { url, server } = await serving((_asked, answer) => {
      answer.writeHead(200, EVENTS).write('data: 1\n\n')
      server.once('more', () => answer.write('data: 2\n\n'))
      answer.on('close', () => server.emit('left'))
    })
    const reader = (await fetch(url)).body?.pipeThrough(new TextDecoderStream()).getReader()

    expect(await reader?.read()).toEqual({ done: false, value: 'data: 1\n\n' })
    server.emit('more')
    expect(await reader?.read()).toEqual({ done: false, value: 'data: 2\n\n' })

    const left = once(server, 'left')
    await reader?.cancel()
    await left
  })

  test('a signal ends what waits for an answer, with its own reason', async () => {
    const { url, server } = await serving(() => server.emit('asked'))
    const leaving = new AbortController()
    const reason = new Error('enough')

    const before = reasonOf(fetch(url, { signal: AbortSignal.abort(reason) }))
    expect(await before).toBe(reason)

    const asked = once(server, 'asked')
    const within = reasonOf(fetch(url, { signal: leaving.signal }))
    await asked
    leaving.abort(reason)
    expect(await within).toBe(reason)
  })

  test('a signal ends an event stream that has begun', async () => {
    const { url, server } = await serving((_asked, answer) => {
      answer.writeHead(200, EVENTS).write('data: 1\n\n')
      answer.on('close', () => server.emit('left'))
    })
    const leaving = new AbortController()
    const reader = (await fetch(url, { signal: leaving.signal })).body?.getReader()
    await reader?.read()
    const left = once(server, 'left')

    leaving.abort(new Error('enough'))

    await expect(reader?.read()).rejects.toThrow()
    await left
  })

  test('who is not there, goes without a word or stops in the middle is a rejection', async () => {
    const { url } = await serving((asked, answer) => {
      if (asked.url === '/half') answer.writeHead(200, { 'content-length': '100' }).write('{"half":')
      if (asked.url === '/stream') answer.writeHead(200, EVENTS).write('data: 1\n\n')
      setImmediate(() => asked.socket.destroy())
    })
    const all = (path: string) => fetch(`${url}${path}`).then((answer) => answer.text())

    await expect(fetch('http://127.0.0.1:1')).rejects.toThrow()
    await expect(all('/')).rejects.toThrow()
    await expect(all('/half')).rejects.toThrow()
    await expect(all('/stream')).rejects.toThrow()
  })
})
