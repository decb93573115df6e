/** The life of a process, tried on a real one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'

type Line = { message: string; level: string; port: number; metricsPort: number } & Record<string, unknown>

const PROGRAM = join(import.meta.dirname, 'testing', 'knob.ts')

/** Starts the process and waits for lines of its log. */
const started = (...args: string[]) => {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: Line[] = []
  const waiting = new Set<() => void>()
  const reader = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  reader.on('line', (line) => {
    lines.push(JSON.parse(line))
    for (const look of waiting) look()
  })
  const line = (message: string) =>
    new Promise<Line>((resolve) => {
      const look = () => {
        const found = lines.find((each) => each.message.includes(message))
        if (found) resolve(found)
      }
      waiting.add(look)
      look()
    })
  const exited = once(child, 'exit').then(([code]) => code as number)
  return { child, lines, line, exited }
}

test('told to stop while a request is under way, it answers it, hands back and exits 0', async () => {
  const { child, line, exited } = started()
  const { port } = await line('is listening')
  const answer = fetch(`http://127.0.0.1:${port}/v1/slow`)
  await line('asked')

  child.kill('SIGTERM')
  await line('is stopping')
  await expect(fetch(`http://127.0.0.1:${port}/livez`)).rejects.toThrow()
  child.stdin?.write('go on\n')

  const response = await answer
  expect(await response.json()).toEqual({ done: true })
  expect(response.headers.get('connection')).toBe('close')
  expect(await exited).toBe(0)
  await line('handed back')
})

test('told to stop with a stream open, it ends the stream and exits 0', async () => {
  const { child, line, exited } = started()
  const { port } = await line('is listening')
  const response = await fetch(`http://127.0.0.1:${port}/v1/events`)

  child.kill('SIGINT')

  expect(await response.text()).toContain('event: hello')
  expect(await exited).toBe(0)
})

test('a listener that hangs up is unsubscribed', async () => {
  const { line } = started()
  const { port } = await line('is listening')
  const stop = new AbortController()
  const response = await fetch(`http://127.0.0.1:${port}/v1/events`, { signal: stop.signal })
  await response.body?.getReader().read()

  stop.abort()

  await line('unsubscribed')
})

test('it serves its metrics on a port of their own, and nothing else there', async () => {
  const { line } = started()
  const { port, metricsPort } = await line('is listening')

  const metrics = await fetch(`http://127.0.0.1:${metricsPort}/metrics`)
  const elsewhere = await fetch(`http://127.0.0.1:${port}/metrics`)
  const other = await fetch(`http://127.0.0.1:${metricsPort}/readyz`)

  expect(await metrics.text()).toContain('process_cpu_seconds_total')
  expect([metrics, elsewhere, other].map(({ status }) => status)).toEqual([200, 404, 404])
})

test('a body past the limit is a 413 over a real connection, too', async () => {
  const { line } = started()
  const { port } = await line('is listening')

  const response = await fetch(`http://127.0.0.1:${port}/v1/slow`, {
    method: 'POST',
    body: 'x'.repeat(100_000),
  })

  expect(response.status).toBe(413)
})

test('a port that is taken is one sentence and exit 1', async () => {
  const other = createServer()
  onTestFinished(() => void other.close())
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo

  const { line, exited } = started(String(port))

  expect(await line('could not start')).toMatchObject({
    level: 'fatal',
    message: `knob could not start: cannot listen on 127.0.0.1:${port}: it is in use already`,
  })
  expect(await exited).toBe(1)
})

test('what nobody caught is logged and ends the process with 1', async () => {
  const { line, exited } = started('0', 'a promise went unheard')

  expect(await line('nobody caught')).toMatchObject({
    level: 'fatal',
    err: { message: 'a promise went unheard' },
  })
  expect(await exited).toBe(1)
})
