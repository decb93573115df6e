/** The routes of who serves the pedal, and of the operator's switch, as data. */
import { createRoute, z } from '@hono/zod-openapi'
import { Change, Environment, Term } from '../lounge/log.ts'
import { needs } from '../service/auth.ts'
import { json, jsonBody } from '../service/routes.ts'

const TermView = z.object({
  environment: Environment,
  term: Term.nullable(),
  live: z.boolean(),
  liveEnvironment: Environment.nullable(),
  /** Whose turn it is to open the next term, between two of them. */
  handedTo: Environment.nullable(),
  generation: z.int(),
})

export const term = createRoute({
  method: 'get',
  path: '/v1/terms',
  summary: 'Who serves the pedal',
  middleware: [needs('effect:write')] as const,
  responses: { 200: json(TermView, 'The newest term.') },
})

export const stranded = createRoute({
  method: 'get',
  path: '/v1/terms/stranded',
  summary: 'Changes that a forced takeover cut off, newest first: kept, and never desired',
  middleware: [needs('device:admin')] as const,
  responses: { 200: json(z.object({ changes: z.array(Change) }), 'None, unless force was used.') },
})

export const close = createRoute({
  method: 'post',
  path: '/v1/terms/close',
  summary: 'Hand the pedal to another environment of this lounge',
  middleware: [needs('device:admin')] as const,
  request: { body: jsonBody(z.strictObject({ to: Environment })) },
  responses: { 201: json(TermView, 'Closed.') },
})

export const open = createRoute({
  method: 'post',
  path: '/v1/terms/open',
  summary: 'Take the pedal by force because the other side is dead; what it wrote since is stranded',
  middleware: [needs('device:admin')] as const,
  request: { body: jsonBody(z.strictObject({ force: z.literal(true), reason: z.string().min(1).max(200) })) },
  responses: { 201: json(TermView, 'Opened.') },
})
