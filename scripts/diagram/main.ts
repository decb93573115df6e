/** `npm run diagram`: draws the service graph into `workloads/graph.svg`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as graph from '../../workloads/graph.ts'
import { commandLine } from '../command-line.ts'
import { draw } from './draw.ts'

commandLine('npm run diagram', {})

writeFileSync(join(import.meta.dirname, '../../workloads/graph.svg'), draw(graph))
