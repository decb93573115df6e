/** Takes secrets out of values before anybody sees them. */
import type { Step, Value } from '../change.ts'
import { isSecret, MASK } from '../objects/secret.ts'

const SETTING = /^(\s*["']?([\w.-]+)["']?\s*[=:]\s*)(.*)$/

const maskLine = (line: string, key: string) => {
  const [, start, name, value] = SETTING.exec(line) ?? []
  if (start !== undefined && name !== undefined && value !== undefined && isSecret(value.trim(), name))
    return `${start}${MASK}`
  return isSecret(line.trim(), key) || line.split(/[\s"',;]+/).some((word) => isSecret(word)) ? MASK : line
}

const maskText = (text: string, key: string) =>
  isSecret(text, key)
    ? MASK
    : text
        .split('\n')
        .map((line) => maskLine(line, ''))
        .join('\n')

const isNamed = (value: object): value is { name: string; value: string } =>
  'name' in value && 'value' in value && typeof value.name === 'string' && typeof value.value === 'string'

/** `key`: what the value is called. */
const masked = (value: Value, key = ''): Value => {
  if (typeof value === 'string') return maskText(value, key)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((each) => masked(each, key))
  if (isNamed(value)) return { ...value, value: maskText(value.value, value.name) }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, masked(inner, name)]))
}

const isHeld = (key: Step | undefined) => key === 'data' || key === 'stringData'

/** All that a Secret holds. */
const maskAll = (value: Value): Value => {
  if (typeof value !== 'object' || value === null) return MASK
  return Object.fromEntries(Object.keys(value).map((key) => [key, MASK]))
}

const keyIn = (path: readonly Step[]) => {
  const named = path.findLast((step) => typeof step === 'string' && step !== 'value')
  const last = path.at(-2)
  return path.at(-1) === 'value' && typeof last === 'object' && 'by' in last
    ? String(last.by.name ?? '')
    : String(named ?? '')
}

export const maskedField = (value: Value, path: readonly Step[], kind: string): Value =>
  kind === 'Secret' && isHeld(path[0]) ? maskAll(value) : masked(value, keyIn(path))

export const maskedManifest = (manifest: { readonly kind: string }): Value => {
  const held = Object.entries(manifest as unknown as Record<string, Value>)
  if (manifest.kind !== 'Secret') return masked(Object.fromEntries(held))
  return Object.fromEntries(
    held.map(([key, value]) => [key, isHeld(key) ? maskAll(value) : masked(value, key)]),
  )
}

export const maskedStep = (step: Step): Step =>
  typeof step === 'object' && 'item' in step ? { item: masked(step.item) } : step
