/** What an event of Pulumi's engine tells a person, if anything. */
import type { EngineEvent } from '@pulumi/pulumi/automation/index.js'

const SIGNS: Readonly<Record<string, string>> = {
  create: '+',
  update: '~',
  delete: '-',
  replace: '+-',
  'create-replacement': '++',
  'delete-replaced': '--',
}

/** `aws:ec2/instance:Instance` is an Instance; the name says the rest. */
const kindOf = (type: string) => type.slice(type.lastIndexOf(':') + 1)
const nameOf = (urn: string) => urn.slice(urn.lastIndexOf('::') + 2)

const COLOURS = /<\{%.*?%\}>/g

/** `undefined` for what changes nothing, and for what is only said in passing. */
export const lineOf = ({
  resOutputsEvent,
  diagnosticEvent,
  policyEvent,
}: EngineEvent): string | undefined => {
  if (policyEvent) return `rule ${policyEvent.policyName}: ${policyEvent.message.replace(COLOURS, '').trim()}`
  if (diagnosticEvent) {
    const { severity, message } = diagnosticEvent
    return severity === 'error' || severity === 'warning' ? message.replace(COLOURS, '').trim() : undefined
  }
  const { metadata, planning } = resOutputsEvent ?? {}
  const sign = metadata && SIGNS[metadata.op]
  if (!sign || planning) return undefined
  return `${sign} ${kindOf(metadata.type)} ${nameOf(metadata.urn)}`
}
