/** What an event of Pulumi's engine tells a person, if anything. */
import type { EngineEvent, ResOutputsEvent } from '@pulumi/pulumi/automation/index.js'

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
const plain = (message: string) => message.replace(COLOURS, '').trim()

const changeOf = ({ metadata, planning }: ResOutputsEvent) => {
  const sign = SIGNS[metadata.op]
  return sign && !planning ? `${sign} ${kindOf(metadata.type)} ${nameOf(metadata.urn)}` : undefined
}

const isGrave = (severity: string) => severity === 'error' || severity === 'warning'

/** Whether it says why something is not done. */
export const isComplaint = ({ diagnosticEvent, policyEvent }: EngineEvent) =>
  diagnosticEvent?.severity === 'error' || policyEvent?.enforcementLevel === 'mandatory'

/** `undefined` for what changes nothing, and for what is only said in passing. */
export const lineOf = (event: EngineEvent): string | undefined => {
  const { resOutputsEvent, diagnosticEvent, policyEvent } = event
  if (policyEvent) return `rule ${policyEvent.policyName}: ${plain(policyEvent.message)}`
  if (diagnosticEvent) return isGrave(diagnosticEvent.severity) ? plain(diagnosticEvent.message) : undefined
  return resOutputsEvent && changeOf(resOutputsEvent)
}
