/** What a service counts, in a registry of its own, so that several can live in one process. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Seconds, fine where a viewer would notice: a turn of a knob should take well under half a second. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2.5, 5, 10]

export const createMetrics = (service: string) => {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  const options = <Label extends string>(name: string, help: string, labels: readonly Label[]) => ({
    name,
    help,
    labelNames: labels,
    registers: [registry],
  })
  return {
    registry,
    counter: <Label extends string = never>(name: string, help: string, labels: readonly Label[] = []) =>
      new Counter(options(name, help, labels)),
    /** A level that goes up and down. */
    gauge: <Label extends string = never>(name: string, help: string, labels: readonly Label[] = []) =>
      new Gauge(options(name, help, labels)),
    /** Durations in seconds. */
    histogram: <Label extends string = never>(name: string, help: string, labels: readonly Label[] = []) =>
      new Histogram({ ...options(name, help, labels), buckets: BUCKETS }),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
