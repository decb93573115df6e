/** Refuses a request whose path, query, headers or body is not exactly what its route takes. */
import type { RouteConfig } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ZodError, ZodType } from 'zod'
import { type Fault, faultsOf, unknownKey } from './faults.ts'
import { Problem } from './problem.ts'

const PARTS: Readonly<Record<string, string>> = {
  json: 'the body',
  query: 'the query',
  param: 'the path',
  header: 'the headers',
}
const MOST_FAULTS = 10

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Keys that were sent and that the schema dropped, at any depth. */
const strays = (sent: unknown, taken: unknown, path: readonly string[] = []): string[][] => {
  if (sent === taken || !isObject(sent) || !isObject(taken)) return []
  return Object.keys(sent).flatMap((key) => {
    const here = [...path, key]
    return Object.hasOwn(taken, key) ? strays(sent[key], taken[key], here) : [here]
  })
}

const refusal = (faults: readonly Fault[]) => {
  const status = faults.some(({ malformed }) => malformed) ? 400 : 422
  const said = faults.slice(0, MOST_FAULTS).map(({ field, detail }) => ({ field, detail }))
  const detail = said.map((fault) => fault.detail).join('; ')
  return new Problem(status, detail, { more: { field: said[0]?.field, faults: said } })
}

const schemaOf = ({ request }: RouteConfig, target: string) => {
  const body = request?.body?.content['application/json']
  const json = body && 'schema' in body ? body.schema : undefined
  const schemas: Record<string, unknown> = { json, query: request?.query, param: request?.params }
  return schemas[target] as ZodType | undefined
}

/** What was sent, where unknown keys matter: nobody asks for a header to be left out. */
const sentAs = async (c: Context, target: string): Promise<unknown> => {
  if (target === 'json') return c.req.json()
  return target === 'query' ? c.req.query() : undefined
}

type Checked = { target: string; data: unknown; error?: ZodError }

/** What zod-openapi asks after it parsed each part of a request: throws the problem, if there is one. */
export const refuseFaults = (route: RouteConfig) =>
  async function refuseFaults({ target, data, error }: Checked, c: Context) {
    const whole = PARTS[target] ?? target
    if (error) throw refusal(faultsOf(error, { input: data, whole, schema: schemaOf(route, target) }))
    const unknown = strays(await sentAs(c, target), data)
    if (unknown.length > 0) throw refusal(unknown.map((path) => unknownKey(path, whole)))
  }
