/** Data put together: the log over its store, and word of it to everyone who follows. */
import { createHealth } from '../service/health.ts'
import { type DataOptions, dataApp } from './app.ts'
import { Events } from './events.ts'
import { type LevelParts, LevelWatch } from './level/watch.ts'

type Ports = Omit<DataOptions, 'events' | 'health'> & {
  /** Where another environment shares the log by replication. @default none does */
  level?: Omit<LevelParts, 'metrics'> | undefined
}

/** `stop` resolves when the store is not followed any more; closing it is for whoever opened it. */
export const openData = ({ level, ...ports }: Ports) => {
  const { store, log, metrics } = ports
  const events = new Events({ store, log })
  const watch = level && new LevelWatch({ ...level, metrics })
  const replication = watch && { replication: () => watch.why }
  const checks = { [store.name]: () => events.why, log: () => store.damage, ...replication }
  const health = createHealth({ metrics, checks })
  const app = dataApp({ ...ports, events, health })
  events.start()
  watch?.start()
  const stop = async () => {
    health.stop()
    watch?.stop()
    await events.stop()
  }
  return { app, events, health, stop }
}
