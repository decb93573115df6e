import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHealth } from '../service/health.ts'
import { createLog } from '../service/log.ts'
import { createMetrics } from '../service/metrics.ts'
import { nodeApp, nodeChecks } from './app.ts'
import { nodeMetrics } from './metrics.ts'
import { rig } from './testing/rig.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const served = () => {
  const metrics = createMetrics('midi-node')
  const world = rig({ metrics: nodeMetrics(metrics) })
  const health = createHealth({ metrics, checks: nodeChecks(() => world.node.status) })
  health.started()
  const app = nodeApp({ log: createLog({ service: 'test', level: 'silent' }), metrics, health })
  const ready = async () => {
    const response = await app.request('/readyz')
    return { status: response.status, body: await response.json() }
  }
  return { ...world, ready, numbers: () => metrics.registry.metrics() }
}

test('a node with a port and a midi to follow is ready', async () => {
  const { node, ready } = served()
  node.start()

  expect(await ready()).toEqual({ status: 200, body: { status: 'ready', missing: [] } })
})

test('without a port and without midi it is still ready, degraded, and says what is missing', async () => {
  const { node, pedal, stream, ready } = served()
  pedal.unplug()
  node.start()
  stream(false)

  expect(await ready()).toMatchObject({
    status: 200,
    body: {
      status: 'degraded',
      missing: [
        { name: 'port', why: expect.stringContaining('No MIDI port is called') },
        { name: 'midi', why: 'No midi service is reached; the pedal stays as it is.' },
      ],
    },
  })
})

test('it counts what it sends, what waits, how often the port was opened and how long applying took', async () => {
  const { node, pedal, say, numbers } = served()
  node.start()
  say({ values: { 'a.time': 1, 'a.mix': 2 } })
  expect(await numbers()).toContain('midi_control_changes_waiting{service="midi-node"} 1')

  await vi.advanceTimersByTimeAsync(100)
  pedal.unplug()
  pedal.plug()
  await vi.advanceTimersByTimeAsync(1_500)

  const counted = await numbers()
  expect(counted).toContain('midi_control_changes_total{service="midi-node"} 4')
  expect(counted).toContain('midi_control_changes_waiting{service="midi-node"} 0')
  expect(counted).toContain('midi_port_opened_total{service="midi-node"} 2')
  expect(counted).toContain('midi_apply_seconds_count{service="midi-node"} 2')
})
