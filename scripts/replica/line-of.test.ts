/** What a person is told of Pulumi's events. */
import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'
import { expect, test } from 'vitest'
import { lineOf } from './line-of.ts'

const event = (what: object) => ({ sequence: 1, timestamp: 1, ...what }) as EngineEvent

const urn = 'urn:pulumi:show::lounge::lounge:cluster:K3s$aws:ec2/instance:Instance::cluster'
const made = (op: string, planning = false) =>
  event({ resOutputsEvent: { planning, metadata: { op, urn, type: 'aws:ec2/instance:Instance' } } })

test.each([
  ['create', '+ Instance cluster'],
  ['delete', '- Instance cluster'],
  ['update', '~ Instance cluster'],
  ['same', undefined],
])('%s is %s', (op, line) => {
  expect(lineOf(made(op))).toBe(line)
})

test('what is only planned is no progress', () => {
  expect(lineOf(made('create', true))).toBeUndefined()
})

test('complaints are told without colours, remarks not at all', () => {
  const of = (severity: string) =>
    event({ diagnosticEvent: { severity, message: '<{%fg 1%}>no<{%reset%}>\n' } })

  expect(lineOf(of('error'))).toBe('no')
  expect(lineOf(of('info'))).toBeUndefined()
})
