/** A value of a field, short enough to be read beside another. */
import type { z } from 'zod'
import type { Field } from '../judge/report.ts'
import { MASK } from '../objects/secret.ts'

type Json = z.core.util.JSONType

const sayFields = (value: { readonly [key: string]: Json }) =>
  Object.entries(value)
    .map(([key, inner]) => `${key}: ${sayNested(inner)}`)
    .join(', ')

const sayNested = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(sayNested).join(', ')}]`
  return typeof value === 'object' && value !== null ? `{${sayFields(value)}}` : sayPlain(value)
}

const sayPlain = (value: Json) => (value === '' ? '""' : String(value))

const sayValue = (value: Json): string => {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : value.map(sayNested).join(', ')
  return typeof value === 'object' && value !== null ? sayFields(value) || '{}' : sayPlain(value)
}

export type Line = { readonly sign: '-' | '+' | ' '; readonly text: string }

const isText = (value: Json | undefined): value is string => typeof value === 'string' && value.includes('\n')

const linesOf = (value: Json | undefined) => (typeof value === 'string' ? value.split('\n') : [])

/** The lines of a text that came and went, for a value that is one. */
export const tryLines = ({ from, to }: Field): readonly Line[] | undefined => {
  if (!isText(from) && !isText(to)) return undefined
  const [before, after] = [linesOf(from), linesOf(to)]
  const [old, now] = [new Set(before), new Set(after)]
  const lines: Line[] = [
    ...before.filter((text) => !now.has(text)).map((text): Line => ({ sign: '-', text })),
    ...after.filter((text) => !old.has(text)).map((text): Line => ({ sign: '+', text })),
  ]
  return lines.length > 0 ? lines : [{ sign: ' ', text: 'the same lines in another order' }]
}

/** A member of a list without names. */
const isMember = ({ path }: Field) => {
  const last = path.at(-1)
  return typeof last === 'object' && 'item' in last
}

const isEdge = ({ words }: Field) => /^(may reach|reached by) /.test(words)

const sayMember = (field: Field) => {
  const what = field.from === undefined ? 'added' : 'removed'
  return isEdge(field) ? what : `${what} ${sayValue(field.to ?? field.from ?? '')}`
}

/** A number and a text of the same digits are told apart: `"8080" → 8080`. */
export const pairOf = (from: Json, to: Json): readonly [string, string] => {
  const said = [sayValue(from), sayValue(to)] as const
  return said[0] === said[1] && !isMasked(said[0]) ? [JSON.stringify(from), JSON.stringify(to)] : said
}

const isMasked = (text: string) => text.includes(MASK)

/** `a → b`; what was not there, or is not any more, is said so. */
export const sayChange = (field: Field): string => {
  const { from, to, isOrder } = field
  if (isOrder) return `now in this order: ${sayValue(to ?? '')}`
  if (isMember(field)) return sayMember(field)
  if (from === undefined) return `now ${sayValue(to ?? '')}`
  if (to === undefined) return `gone, was ${sayValue(from)}`
  const [before, after] = pairOf(from, to)
  return `${before} → ${after}`
}
