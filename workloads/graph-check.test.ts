/** The graph can be true, and the code calls nobody that it lacks. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { calls, entries, reaches, services } from './graph.ts'
import { graphFaults } from './graph-check.ts'

const graph = { services, calls, reaches, entries }

test('the graph has no fault', () => {
  expect(graphFaults(graph)).toEqual([])
})

test('a port used twice is a sentence with both keys', () => {
  const twice = { ...services, chat: { port: 7102, metricsPort: 7204 } }

  expect(graphFaults({ ...graph, services: twice })).toEqual([
    'workloads/graph.ts: services.chat.port is 7102, which is services.midi.port already.',
  ])
})

test('an edge to nowhere is a sentence that says where edges may go', () => {
  const lost = [...reaches, { from: 'chat', to: 'discord', port: 443 }]

  expect(graphFaults({ ...graph, reaches: lost })[0]).toMatch(
    /^workloads\/graph.ts: reaches.5.to is discord, which is nowhere; there are data, midi,/,
  )
})

const CLIENT = /from '(?:\.\.\/)+([a-z-]+)\/(?:screen-)?client\.ts'/g

/** Who imports whose client in what runs: `chat → midi`. */
const imported = () => {
  const files = globSync('*/**/*.ts', { cwd: import.meta.dirname })
  const run = files.filter((file) => !/\.(test|contract)\.ts$|(^|\/)testing\/|rig\.ts$/.test(file))
  return run.flatMap((file) => {
    const from = file.split('/')[0] as string
    const text = readFileSync(join(import.meta.dirname, file), 'utf8')
    return [...text.matchAll(CLIENT)].map(([, to]) => `${from} → ${to}`)
  })
}

test('the graph has the calls of those who import a client, no more and no fewer', () => {
  expect(new Set(calls.map(({ from, to }) => `${from} → ${to}`))).toEqual(new Set(imported()))
})
