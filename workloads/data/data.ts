/** Data put together: the log over its store, and word of it to everyone who follows. */
import { createHealth } from '../service/health.ts'
import { type DataOptions, dataApp } from './app.ts'
import { Events } from './events.ts'

type Ports = Omit<DataOptions, 'events' | 'health'>

/** `stop` resolves when the store is not followed any more; closing it is for whoever opened it. */
export const openData = (ports: Ports) => {
  const { store, log, metrics } = ports
  const events = new Events({ store, log })
  const checks = { [store.name]: () => events.why, log: () => store.damage }
  const health = createHealth({ metrics, checks })
  const app = dataApp({ ...ports, events, health })
  events.start()
  const stop = async () => {
    health.stop()
    await events.stop()
  }
  return { app, events, health, stop }
}
