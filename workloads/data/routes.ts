/** The routes of data: paths, scopes, what goes in, what comes out. The OpenAPI document is made from these. */
import { createRoute, z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { Change, Commit, CommitId, Environment, Reported } from '../lounge/log.ts'
import { Profile } from '../lounge/profile.ts'
import { needs } from '../service/auth.ts'
import { Problem, ProblemBody } from '../service/problem.ts'
import { events, json, jsonBody } from '../service/routes.ts'
import { PostedCommit } from './commits.ts'
import { MidiDetails } from './devices.ts'

/** 64 changes and the whole state after them, in bytes. */
export const MAX_COMMIT = 1024 * 1024
const MAX_REPORT = 64 * 1024

const reads = needs('data:read')

const limited = (bytes: number) => {
  const onError = () => {
    throw new Problem(413, `the body must be at most ${bytes} bytes`)
  }
  return bodyLimit({ maxSize: bytes, onError })
}

const Stale = ProblemBody.extend({
  since: z.array(Commit).describe('Ascending: what was appended from that generation on or in later terms.'),
})

const ofDevice = z.object({ device: z.string().max(64) })

const position = CommitId.optional()
const page = (most: number, usual: number) => z.coerce.number().int().min(1).max(most).default(usual)

export const append = createRoute({
  method: 'post',
  path: '/v1/commits',
  summary: 'Append a commit to the log',
  description: `Durable once answered. The body may have up to ${MAX_COMMIT} bytes.`,
  middleware: [needs('data:write')] as const,
  request: { body: jsonBody(PostedCommit) },
  responses: {
    201: json(z.object({ id: CommitId }), 'Appended.'),
    409: {
      description: 'It does not continue the log, or another (or this very one) was there first.',
      content: { 'application/problem+json': { schema: Stale } },
    },
  },
})

export const commits = createRoute({
  method: 'get',
  path: '/v1/commits',
  summary: 'Commits after an id (ascending) or before one (descending); without either the newest first',
  middleware: [reads] as const,
  request: { query: z.object({ after: position, before: position, limit: page(100, 100) }) },
  responses: {
    200: json(z.object({ commits: z.array(Commit) }), 'Fewer than asked for: there are no more.'),
  },
})

export const state = createRoute({
  method: 'get',
  path: '/v1/state',
  summary: 'The newest commit, which holds everything desired; null while the log is empty',
  middleware: [reads] as const,
  responses: { 200: json(z.object({ head: Commit.nullable() }), 'The head of the log.') },
})

export const history = createRoute({
  method: 'get',
  path: '/v1/history',
  summary: 'Changes, newest first, below a generation',
  middleware: [reads] as const,
  request: { query: z.object({ before: z.coerce.number().int().min(1).optional(), limit: page(200, 50) }) },
  responses: {
    200: json(
      z.object({ changes: z.array(Change), next: z.int().nullable() }),
      'Ask again with before=next; null: there are no more.',
    ),
  },
})

export const stranded = createRoute({
  method: 'get',
  path: '/v1/stranded',
  summary: 'Changes that a forced takeover cut off, newest first: kept, and never desired',
  middleware: [reads] as const,
  responses: { 200: json(z.object({ changes: z.array(Change) }), 'None, unless force was used.') },
})

export const reported = createRoute({
  method: 'get',
  path: '/v1/reported',
  summary: 'What each node says it sent',
  middleware: [reads] as const,
  responses: { 200: json(z.object({ reported: z.array(Reported) }), 'One an environment and device.') },
})

export const report = createRoute({
  method: 'put',
  path: '/v1/reported/{environment}/{device}',
  summary: 'What a node says it sent; the last one wins, but never over a higher term or a later time',
  middleware: [needs('data:write'), limited(MAX_REPORT)] as const,
  request: { params: ofDevice.extend({ environment: Environment }), body: jsonBody(Reported) },
  responses: { 204: { description: 'Taken.' } },
})

export const devices = createRoute({
  method: 'get',
  path: '/v1/devices',
  summary: 'Every device this lounge can play',
  middleware: [reads] as const,
  responses: { 200: json(z.object({ devices: z.array(Profile) }), 'The one that is usually meant first.') },
})

export const device = createRoute({
  method: 'get',
  path: '/v1/devices/{device}',
  summary: 'The profile of a device',
  middleware: [reads] as const,
  request: { params: ofDevice },
  responses: { 200: json(Profile, 'The profile.') },
})

export const midi = createRoute({
  method: 'get',
  path: '/v1/devices/{device}/midi',
  summary: 'The MIDI details of a device: ports, channel, CC numbers',
  middleware: [reads] as const,
  request: { params: ofDevice },
  responses: { 200: json(MidiDetails, 'The details; channel 0 is what people call 1.') },
})

export const stream = createRoute({
  method: 'get',
  path: '/v1/events',
  summary: 'The log and the reports as they come',
  description: [
    'On a fresh start, or after a Last-Event-ID that is not in the log: `snapshot` {head, reported}.',
    'After one that is: each `commit` since, then each `reported` as it is now.',
    'Then `commit` (its id is the event’s) and `reported` (without an id) as they come.',
  ].join(' '),
  middleware: [reads] as const,
  responses: { 200: events('Server-sent events.') },
})
