import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { Link } from './link.ts'

/** A server, a client that called it through a link, and both ends of the connection. */
const rig = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const link = await Link.open('a-b', [(server.address() as AddressInfo).port])
  const taken = once(server, 'connection') as Promise<[Socket]>
  const near = connect(link.port, '127.0.0.1')
  const [far] = await taken
  onTestFinished(async () => {
    near.destroy()
    far.destroy()
    server.close()
    await link.close()
  })
  return { link, near, far }
}

const everything = async (socket: Socket) => {
  let text = ''
  for await (const chunk of socket) text += chunk
  return text
}

/** Long enough for what was said to have come as far as it can. */
const turns = async (isEnough = (count: number) => count > 50) => {
  for (let count = 0; !isEnough(count); count += 1) await setImmediate()
}

test('what a healed link brings does not overtake what was late on it', async () => {
  const { link, near, far } = await rig()
  const heard = everything(far)
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => void vi.useRealTimers())

  link.slow(150)
  near.write('first ')
  await turns(() => vi.getTimerCount() > 0)
  link.heal()
  near.end('second')
  await turns()
  vi.advanceTimersByTime(150)

  expect(await heard).toBe('first second')
})

test('a frozen link keeps what was said, and a healed one brings it', async () => {
  const { link, near, far } = await rig()
  const heard = everything(far)

  link.freeze()
  near.end('kept')
  link.heal()

  expect(await heard).toBe('kept')
})

test('a cut link ends what goes through it, and lets nobody in until it is healed', async () => {
  const { link, near, far } = await rig()

  link.cut()
  await Promise.all([once(near, 'close'), once(far, 'close')])
  const refused = connect(link.port, '127.0.0.1')

  await once(refused, 'close')
})
