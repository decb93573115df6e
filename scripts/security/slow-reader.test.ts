import { once } from 'node:events'
import type { Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { aCommit } from '../../workloads/data/testing/log.ts'
import { type Named, servicesUnderTest } from '../lounge/services-under-test.ts'

/** In bytes: what may wait for somebody who does not read. */
const MAY_WAIT = 1024 * 1024
/** In characters; a commit that data takes has less than 1 MiB. */
const LONG = 500_000
/** In bytes, of one event: the rest of the state, and its frame. */
const MORE = 20_000

const LAST_CHUNK = '\r\n0\r\n\r\n'

const rig = async (which: 'data' | 'midi') => {
  const world = await servicesUnderTest()
  const service = world.services.find(({ name }) => name === which) as Named
  const server = createAdaptorServer({ fetch: (request: Request) => service.app.fetch(request) }) as Server
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const served: Socket[] = []
  server.on('connection', (socket) => served.push(socket))
  const sockets = new Set<Socket>()
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    server.closeAllConnections()
    server.close()
    await world.stop()
  })
  const { port } = server.address() as AddressInfo
  const token = await world.sign('all')(which)

  /** Asks for the events, reads the first of them and then nothing more. */
  const follow = async () => {
    const socket = connect(port, '127.0.0.1')
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.write(`GET /v1/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${token}\r\n\r\n`)
    await once(socket, 'data')
    socket.pause()
    return socket
  }

  /** Another replica's commits: whatever tells of one tells of a state as large as a commit may hold. */
  let first = world.conductor.head.generation
  const move = async () => {
    first += 1
    const commit = aCommit(first)
    const player = 'x'.repeat(LONG)
    await world.store.append({
      ...commit,
      state: { ...commit.state, desk: { ...commit.state.desk, player } },
    })
    // Nothing here goes through a socket, which is what lets the followers' turn come elsewhere.
    await turn()
  }
  /** Bytes that have left the process for the kernel, on every connection. */
  const gone = () => served.reduce((sum, one) => sum + one.bytesWritten - one.writableLength, 0)
  return { world, follow, move, gone }
}

/** Counts who is being told: one more for each that subscribes, one less for each that is let go. */
const watched = ({ events, conductor }: Awaited<ReturnType<typeof servicesUnderTest>>) => {
  const count = { listeners: 0 }
  const counted = (undo: () => void) => {
    count.listeners += 1
    return () => {
      count.listeners -= 1
      undo()
    }
  }
  const { subscribe } = conductor
  vi.spyOn(conductor, 'subscribe').mockImplementation((listener) =>
    counted(subscribe.call(conductor, listener)),
  )
  const told = events.subscribe
  vi.spyOn(events, 'subscribe').mockImplementation(async (...all) => counted(await told.apply(events, all)))
  return count
}

/** Reads on, and resolves once the stream has come to its end. */
const readToEnd = async (socket: Socket) => {
  let tail = ''
  socket.setEncoding('latin1')
  for await (const chunk of socket as AsyncIterable<string>) {
    tail = (tail + chunk).slice(-LAST_CHUNK.length)
    if (tail === LAST_CHUNK) return
  }
}

test.each(['data', 'midi'] as const)(
  'who follows %s and reads nothing is let go with what waits',
  async (which) => {
    const { follow, move, gone, world } = await rig(which)
    const count = watched(world)
    const socket = await follow()
    expect(count.listeners).toBe(1)

    while (count.listeners > 0) await move()
    const before = gone()

    await readToEnd(socket)
    // One event was too many, and one was on its way out.
    expect(socket.bytesRead - before).toBeLessThan(MAY_WAIT + 2 * (LONG + MORE))
    // A follower of the house that could not keep up either has come back.
    await vi.waitUntil(() => world.conductor.isFollowing, { timeout: 50_000 })
  },
)
