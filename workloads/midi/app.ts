/** The API that controls the pedal. It holds no truth: any number of replicas over one log. */
import { isThere } from '../lounge/log.ts'
import type { Profile } from '../lounge/profile.ts'
import { type ServiceOptions, serviceApp } from '../service/app.ts'
import { Problem } from '../service/problem.ts'
import { eventStream } from '../service/sse-server.ts'
import { asker } from './ask.ts'
import type { Conductor, NodeReport } from './conductor.ts'
import type { Ledger } from './ledger.ts'
import { refused } from './refused.ts'
import * as routes from './routes.ts'
import { desiredStream, viewStream } from './streams.ts'
import * as termRoutes from './term-routes.ts'
import type { Switched } from './terms.ts'

export type MidiOptions = Omit<ServiceOptions, 'name' | 'about'> & {
  conductor: Conductor
  ledger: Pick<Ledger, 'history' | 'stranded'>
  profiles: readonly Profile[]
}

const findProfile = (profiles: readonly Profile[], id: string): Profile => {
  const profile = profiles.find((one) => one.id === id)
  if (!profile) throw refused({ reason: 'unknown-device', name: id, known: profiles.map((one) => one.id) })
  return profile
}

const deviceView = (conductor: Conductor, profile: Profile) => {
  const { state, at } = conductor.view()
  const reported = conductor.reports.of(profile.id)
  return {
    profile,
    desired: state.devices[profile.id] ?? {},
    reported: reported ?? null,
    there: isThere(reported, at),
    midi: { channel: profile.channel, ports: profile.ports, port: reported?.port ?? null },
  }
}

const termView = (conductor: Conductor) => {
  const { environment, term, live, generation } = conductor.view()
  const { commit } = conductor.head
  const standing = conductor.standing()
  const handedTo = commit?.kind === 'closing' ? commit.other : null
  const other = 'term' in standing ? environment : standing.refusal.live
  return { environment, term, live, liveEnvironment: handedTo ? null : other, handedTo, generation }
}

const switched = (result: Switched, conductor: Conductor) => {
  if ('refused' in result) throw new Problem(409, result.refused)
  return termView(conductor)
}

const ABOUT = 'Controls the pedal: ask for changes, see what is desired and what is reported, follow both.'

/** A report of a term that nobody opened would make every true one look old, unless it tells of one opened elsewhere. */
const openTerm = (report: NodeReport, { head }: Conductor): NodeReport => {
  const newest = head.commit?.term.number ?? 0
  if (report.term <= newest || report.serves) return report
  throw new Problem(409, `term ${report.term} is not open here: the newest is ${newest}`)
}

/** Routes that ask for a change. */
const asking = ({ conductor, ledger: _, profiles: __, ...options }: MidiOptions) => {
  const ask = asker(conductor)
  return serviceApp({ name: 'midi', about: ABOUT, ...options })
    .openapi(routes.ask, async (c) => c.json(await ask(c, c.req.valid('json')), 201))
    .openapi(routes.undo, async (c) => c.json(await ask(c, { intent: { kind: 'undo' } }), 201))
    .openapi(routes.reset, async (c) => {
      const { device } = c.req.valid('param')
      return c.json(await ask(c, { intent: { kind: 'reset', device } }), 201)
    })
    .openapi(routes.cc, async (c) => {
      const raw = { kind: 'raw' as const, ...c.req.valid('param'), ...c.req.valid('json') }
      return c.json(await ask(c, { intent: raw }), 201)
    })
    .openapi(routes.recall, async (c) =>
      c.json(await ask(c, { intent: { kind: 'preset-recall', ...c.req.valid('param') } }), 201),
    )
    .openapi(routes.savePreset, async (c) =>
      c.json(await ask(c, { intent: { kind: 'preset-save', ...c.req.valid('param') } }), 201),
    )
    .openapi(routes.deletePreset, async (c) =>
      c.json(await ask(c, { intent: { kind: 'preset-delete', ...c.req.valid('param') } }), 201),
    )
}

/** Who serves the pedal, and the operator's switch. */
const switching = (options: MidiOptions) => {
  const { conductor, ledger, log } = options
  return asking(options)
    .openapi(termRoutes.term, (c) => c.json(termView(conductor), 200))
    .openapi(termRoutes.close, async (c) => {
      const result = await conductor.terms.close(c.req.valid('json').to)
      return c.json(switched(result, conductor), 201)
    })
    .openapi(termRoutes.stranded, async (c) => c.json({ changes: await ledger.stranded() }, 200))
    .openapi(termRoutes.open, async (c) => {
      const { reason } = c.req.valid('json')
      log.warn({ reason, caller: c.var.caller.name }, 'the pedal is taken by force')
      return c.json(switched(await conductor.terms.force(), conductor), 201)
    })
}

export const midiApp = (options: MidiOptions) => {
  const { conductor, ledger, profiles } = options
  return switching(options)
    .openapi(routes.presets, (c) => c.json({ presets: conductor.view().state.presets }, 200))
    .openapi(routes.history, async (c) => {
      const { before, limit } = c.req.valid('query')
      return c.json(await ledger.history(before, limit), 200)
    })
    .openapi(routes.devices, (c) =>
      c.json({ devices: profiles.map((profile) => deviceView(conductor, profile)) }, 200),
    )
    .openapi(routes.device, (c) =>
      c.json(deviceView(conductor, findProfile(profiles, c.req.valid('param').device)), 200),
    )
    .openapi(routes.view, (c) => eventStream(c, { subscribe: viewStream(conductor) }))
    .openapi(routes.desired, (c) => {
      const { id } = findProfile(profiles, c.req.valid('param').device)
      return eventStream(c, { subscribe: desiredStream(conductor, id) })
    })
    .openapi(routes.report, async (c) => {
      const { id } = findProfile(profiles, c.req.valid('param').device)
      await conductor.report(id, openTerm(c.req.valid('json'), conductor))
      return c.body(null, 204)
    })
}

export type MidiApp = ReturnType<typeof midiApp>
