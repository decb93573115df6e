/** The picture of the service graph: it shows all of it, and the one that is committed is of today. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as graph from '../../workloads/graph.ts'
import { draw } from './draw.ts'

const svg = draw(graph)

test('the picture that is committed is that of the graph: npm run diagram', () => {
  expect(readFileSync(join(import.meta.dirname, '../../workloads/graph.svg'), 'utf8')).toBe(svg)
})

test('every service is a box and every edge an arrow', () => {
  const edges = graph.calls.length + graph.reaches.length + graph.entries.length

  for (const name of Object.keys(graph.services)) expect(svg).toContain(`>${name}</text>`)
  expect(svg.match(/marker-end/g)).toHaveLength(edges)
})
