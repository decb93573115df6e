/** What a change comes to: the JSON that tools read, and all that the views show. Secrets are masked in it. */
import { z } from 'zod'
import { Does } from '../consequence/effect.ts'
import { Accepted } from './accepted.ts'

export const Verdict = z.enum(['safe', 'look', 'dangerous'])
export type Verdict = z.infer<typeof Verdict>

const Identity = z.object({
  group: z.string().meta({ description: 'API group; empty for the core group' }),
  kind: z.string(),
  namespace: z.string().nullable().meta({ description: 'null for what belongs to the whole cluster' }),
  name: z.string(),
})

const Place = z.object({
  construct: z.string().meta({ description: 'construct path; empty for plain YAML' }),
  file: z.string().optional(),
  line: z.int().optional(),
})

const Step = z.union([
  z.string(),
  z.number(),
  z.object({ by: z.record(z.string(), z.union([z.string(), z.number()])) }),
  z.object({ item: z.json() }),
])

const Field = z.object({
  path: z.array(Step),
  words: z.string().meta({ description: 'the path in plain words' }),
  from: z.json().optional().meta({ description: 'absent: it was not there' }),
  to: z.json().optional().meta({ description: 'absent: it is not there any more' }),
  said: z
    .object({ file: z.string(), line: z.int() })
    .optional()
    .meta({ description: 'the changed line that holds the value, where only one does' }),
  isOrder: z.literal(true).optional().meta({ description: 'only the order of a list changed' }),
})
export type Field = z.infer<typeof Field>

const Change = z.object({
  folder: z.string(),
  what: z.enum(['added', 'removed', 'changed', 'moved', 'renamed']),
  object: Identity,
  was: Identity.optional(),
  fields: z.array(Field),
  because: z
    .array(Identity)
    .meta({ description: 'objects whose changed content changed a checksum in this one' }),
  manifest: z.json().optional().meta({ description: 'the whole object, when it is added or removed' }),
  place: Place.optional(),
})
export type Change = z.infer<typeof Change>

const Finding = z.object({
  rule: z.string(),
  level: z.enum(['look', 'dangerous']),
  folder: z.string(),
  object: Identity,
  says: z.string(),
  why: z.string(),
  accepted: z.string().optional().meta({ description: 'the reason why it is right all the same' }),
  place: Place.optional(),
})
export type Finding = z.infer<typeof Finding>

const Effect = z.object({
  folder: z.string(),
  object: Identity,
  does: Does,
  says: z.string(),
  lounge: z.array(z.string()).meta({ description: 'what it means for the show' }),
  atMost: z.number().optional().meta({ description: 'seconds until all is as it should be' }),
  away: z.number().optional().meta({ description: 'seconds with no pod ready, at most' }),
  place: Place.optional(),
})
export type Effect = z.infer<typeof Effect>

const Edge = z.object({
  folder: z.string(),
  from: z.string(),
  to: z.string(),
  ports: z.string(),
  state: z.enum(['kept', 'added', 'removed']),
})
export type Edge = z.infer<typeof Edge>

const Folder = z.object({
  name: z.string().meta({ description: 'what is applied together: an environment, or a cluster of its own' }),
  namespaces: z.array(z.string()),
  objects: z.int().meta({ description: 'at head' }),
})

const Replica = z.object({
  of: z.string().meta({ description: 'the stack, or the shape of its cluster' }),
  by: z.string().meta({ description: 'what it was found out by' }),
  changes: z.array(
    z.object({
      what: z.enum(['created', 'updated', 'replaced', 'destroyed']),
      type: z.string(),
      name: z.string(),
      properties: z.array(
        z.object({
          name: z.string(),
          from: z.json().optional().meta({ description: 'absent: it was not there' }),
          to: z.json().optional().meta({ description: 'absent: it is not there any more' }),
        }),
      ),
      forcedBy: z.array(z.string()).meta({ description: 'properties because of which it is made anew' }),
    }),
  ),
  month: z
    .object({ before: z.number().optional(), after: z.number().optional() })
    .meta({ description: 'USD a month, by list prices; absent where nobody says it' }),
  unknown: z.string().optional().meta({ description: 'why nobody knows what happens' }),
})
export type Replica = z.infer<typeof Replica>

export const Report = z.object({
  version: z.literal(1),
  base: z.string(),
  head: z.string(),
  verdict: Verdict,
  folders: z.array(Folder),
  findings: z.array(Finding),
  effects: z.array(Effect),
  edges: z.array(Edge).meta({ description: 'who can reach whom, by network policies' }),
  changes: z.array(Change),
  replica: z.array(Replica).meta({ description: 'what a change in infra/ does to the cloud' }),
  acceptIn: z.string().meta({ description: 'the file that takes a danger on, with a reason' }),
  idle: z.array(Accepted).meta({ description: 'new acceptances that nothing here needs' }),
})
export type Report = z.infer<typeof Report>
