/** The service graph: calls go one way. */
import { expect, test } from 'vitest'
import { type Call, callersOf, calls, callsOf, type ServiceName, services } from './graph.ts'

const names = Object.keys(services) as ServiceName[]

test('calls go one way: nobody reaches itself', () => {
  const reached = (from: ServiceName): ServiceName[] =>
    callsOf(from).flatMap(({ to }: Call) => [to, ...reached(to)])

  for (const name of names) expect(reached(name)).not.toContain(name)
})

test('nobody calls chat, and the database is behind data alone', () => {
  expect(callersOf('chat')).toEqual([])
  expect(callsOf('data')).toEqual([])
})

test('only midi may write to the log, and only chat may speak for viewers', () => {
  const mayDo = (scope: string) => calls.filter(({ scopes }) => scopes.some((each) => each === scope))

  expect(mayDo('data:write').map(({ from }) => from)).toEqual(['midi'])
  expect(mayDo('viewers:speak').map(({ from }) => from)).toEqual(['chat'])
})

test('no two services share a port, so that all of them run on one machine', () => {
  const ports = Object.values(services).flatMap(({ port, metricsPort }) => [port, metricsPort])

  expect(new Set(ports).size).toBe(ports.length)
})
