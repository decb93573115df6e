/** The routes of the pedal as data: paths, scopes, what goes in, what comes out. The OpenAPI document is made from these. */
import { createRoute, z } from '@hono/zod-openapi'
import { Answer } from '../lounge/answer.ts'
import { Change, Reported } from '../lounge/log.ts'
import { Profile, Value } from '../lounge/profile.ts'
import { Intent, Who } from '../lounge/request.ts'
import { Preset, Settings } from '../lounge/state.ts'
import { needs } from '../service/auth.ts'
import { events, json, jsonBody } from '../service/routes.ts'

const key = z
  .string()
  .min(1)
  .max(128)
  .optional()
  .openapi({ description: 'The request’s own id: the same key is the same request. Made up when absent.' })

const headers = z.object({ 'idempotency-key': key })
const ofDevice = z.object({ device: z.string().max(64) })
const ofPreset = z.object({ name: z.string().min(1).max(24) })

const Ask = z.strictObject({
  intent: Intent,
  /** Who says it; needs `viewers:speak`. Without it the caller speaks for itself. */
  who: Who.optional(),
  source: z.string().min(1).max(32).optional(),
})

const Report = z.strictObject({
  term: Reported.shape.term,
  serves: Reported.shape.serves,
  generation: Reported.shape.generation,
  values: Reported.shape.values,
  port: z.string().max(256).nullable(),
  since: Reported.shape.since,
})

const Device = z.object({
  profile: Profile,
  desired: Settings,
  reported: Reported.nullable(),
  /** A port is there and its node has spoken within the last 15 s. */
  there: z.boolean(),
  midi: z.object({ channel: z.int(), ports: z.array(z.string()), port: z.string().nullable() }),
})

const page = z.object({
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const answered = { 201: json(Answer, 'Durable; applied, replaced or pending by what the node has reported.') }

export const ask = createRoute({
  method: 'post',
  path: '/v1/changes',
  summary: 'Ask for a change: a knob, an undo, a preset, the desk',
  middleware: [needs('effect:write')] as const,
  request: { headers, body: jsonBody(Ask) },
  responses: answered,
})

export const undo = createRoute({
  method: 'post',
  path: '/v1/undo',
  summary: 'Undo the newest change that can be undone',
  middleware: [needs('effect:write')] as const,
  request: { headers },
  responses: answered,
})

export const reset = createRoute({
  method: 'post',
  path: '/v1/devices/{device}/reset',
  summary: 'Set every control of a device to its default',
  middleware: [needs('device:admin')] as const,
  request: { headers, params: ofDevice },
  responses: answered,
})

export const cc = createRoute({
  method: 'post',
  path: '/v1/devices/{device}/cc',
  summary: 'A raw control change: an ordinary change if a control knows the CC, else sent once',
  middleware: [needs('device:admin')] as const,
  request: { headers, params: ofDevice, body: jsonBody(z.strictObject({ cc: Value, value: Value })) },
  responses: answered,
})

export const recall = createRoute({
  method: 'post',
  path: '/v1/presets/{name}/recall',
  summary: 'Recall a preset',
  middleware: [needs('effect:write')] as const,
  request: { headers, params: ofPreset },
  responses: answered,
})

export const savePreset = createRoute({
  method: 'put',
  path: '/v1/presets/{name}',
  summary: 'Save what is desired now under a name',
  middleware: [needs('effect:write')] as const,
  request: { headers, params: ofPreset },
  responses: answered,
})

export const deletePreset = createRoute({
  method: 'delete',
  path: '/v1/presets/{name}',
  summary: 'Delete a preset',
  middleware: [needs('effect:write')] as const,
  request: { headers, params: ofPreset },
  responses: answered,
})

export const presets = createRoute({
  method: 'get',
  path: '/v1/presets',
  summary: 'All presets',
  middleware: [needs('effect:write')] as const,
  responses: { 200: json(z.object({ presets: z.array(Preset) }), 'At most 32.') },
})

export const history = createRoute({
  method: 'get',
  path: '/v1/history',
  summary: 'Changes, newest first',
  middleware: [needs('effect:write')] as const,
  request: { query: page },
  responses: {
    200: json(
      z.object({ changes: z.array(Change), next: z.int().nullable() }),
      'Ask again with before=next.',
    ),
  },
})

export const devices = createRoute({
  method: 'get',
  path: '/v1/devices',
  summary: 'Every device: profile, desired, reported, MIDI details',
  middleware: [needs('effect:write')] as const,
  responses: {
    200: json(z.object({ devices: z.array(Device) }), 'The lounge’s first device first.'),
  },
})

export const device = createRoute({
  method: 'get',
  path: '/v1/devices/{device}',
  summary: 'One device: profile, desired, reported, MIDI details',
  middleware: [needs('effect:write')] as const,
  request: { params: ofDevice },
  responses: { 200: json(Device, 'The device.') },
})

export const view = createRoute({
  method: 'get',
  path: '/v1/events',
  summary: 'The lounge as this environment sees it, now and after every change (`view` events)',
  middleware: [needs('effect:write')] as const,
  responses: { 200: events('Server-sent events.') },
})

export const desired = createRoute({
  method: 'get',
  path: '/v1/devices/{device}/stream',
  summary: 'What the node of a device is to make true (`desired` events)',
  middleware: [needs('node')] as const,
  request: { params: ofDevice },
  responses: { 200: events('Server-sent events.') },
})

export const report = createRoute({
  method: 'post',
  path: '/v1/devices/{device}/reported',
  summary: 'A node reports what it sent',
  middleware: [needs('node')] as const,
  request: { params: ofDevice, body: jsonBody(Report) },
  responses: { 204: { description: 'Taken.' } },
})
