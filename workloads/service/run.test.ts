/** The life of a process, tried on a real one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

type Line = { message: string; level: string; port: number; metricsPort: number } & Record<string, unknown>

// A machine that is busy takes its time to start a process.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const PROGRAM = join(import.meta.dirname, 'testing', 'knob.ts')

const children = new Set<ChildProcess>()
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

/** Starts the process and waits for lines of its log. */
const started = (...args: string[]) => {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.add(child)
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

describe('a service that runs', () => {
  const service = started()
  let api = ''
  let numbers = ''
  beforeAll(async () => {
    const { port, metricsPort } = await service.line('is listening')
    api = `http://127.0.0.1:${port}`
    numbers = `http://127.0.0.1:${metricsPort}`
  })

  test('a listener that hangs up is unsubscribed', async () => {
    const stop = new AbortController()
    const response = await fetch(`${api}/v1/events`, { signal: stop.signal })
    await response.body?.getReader().read()

    stop.abort()

    await service.line('unsubscribed')
  })

  test('it serves its metrics on a port of their own, and nothing else there', async () => {
    const metrics = await fetch(`${numbers}/metrics`)
    const elsewhere = await fetch(`${api}/metrics`)
    const other = await fetch(`${numbers}/readyz`)

    expect(await metrics.text()).toContain('process_cpu_seconds_total')
    expect([metrics, elsewhere, other].map(({ status }) => status)).toEqual([200, 404, 404])
  })

  test('a body past the limit is a 413 over a real connection, too', async () => {
    const response = await fetch(`${api}/v1/slow`, {
      method: 'POST',
      body: 'x'.repeat(100_000),
    })

    expect(response.status).toBe(413)
  })

  test('told to stop, it answers what is under way, ends its streams, hands back and exits 0', async () => {
    const stream = await fetch(`${api}/v1/events`)
    const answer = fetch(`${api}/v1/slow`)
    await service.line('asked')

    service.child.kill('SIGTERM')
    await service.line('is stopping')
    const another = once(connect(Number(new URL(api).port), '127.0.0.1'), 'connect')
    await expect(another).rejects.toThrow('ECONNREFUSED')
    service.child.stdin?.write('go on\n')

    const response = await answer
    expect(await response.json()).toEqual({ done: true })
    expect(response.headers.get('connection')).toBe('close')
    expect(await stream.text()).toContain('event: hello')
    expect(await service.exited).toBe(0)
    await service.line('handed back')
  })
})

test('a port that is taken is one sentence and exit 1', async () => {
  const other = createServer()
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo

  const { line, exited } = started(String(port))

  expect(await line('could not start')).toMatchObject({
    level: 'fatal',
    message: `knob could not start: cannot listen on 127.0.0.1:${port}: it is in use already`,
  })
  expect(await exited).toBe(1)
  other.close()
})

test('what nobody caught is logged and ends the process with 1', async () => {
  const { line, exited } = started('0', 'a promise went unheard')

  expect(await line('nobody caught')).toMatchObject({
    level: 'fatal',
    err: { message: 'a promise went unheard' },
  })
  expect(await exited).toBe(1)
})
