/** Turns an API call into a request of the lounge, and what came of it into an answer or a problem. */
import { randomUUID } from 'node:crypto'
import type { Answer } from '../lounge/answer.ts'
import type { Intent, Request, Who } from '../lounge/request.ts'
import type { Caller, Scope } from '../service/auth.ts'
import { Problem } from '../service/problem.ts'
import type { Conductor } from './conductor.ts'
import { NotDurable } from './queue.ts'
import { refused } from './refused.ts'

export type Asked = { intent: Intent; who?: Who | undefined; source?: string | undefined }

/** The part of a Hono context that a call is made from. */
type Context = {
  var: { caller: Caller; correlation: string }
  req: { header: (name: string) => string | undefined }
}

/** A caller that may not speak for viewers acts as itself: a service is trusted like a moderator. */
const itself = ({ name, scopes }: Caller): Who => {
  const role = scopes.includes('device:admin') ? 'broadcaster' : 'moderator'
  return { platform: 'service', id: name, login: name, name, role }
}

const mustHave = ({ name, scopes }: Caller, scope: Scope, what: string) => {
  if (!scopes.includes(scope)) throw new Problem(403, `${name} may not ${what}: it needs the scope ${scope}`)
}

const away = (cause: unknown) =>
  new Problem(503, 'data did not take the change in time; ask again with the same Idempotency-Key', {
    cause,
    headers: { 'retry-after': '1' },
    more: { dependency: 'data' },
  })

const permit = (caller: Caller, { who, intent }: Asked) => {
  if (who) mustHave(caller, 'viewers:speak', 'speak for a viewer')
  if (intent.kind === 'raw') mustHave(caller, 'device:admin', 'send raw control changes')
}

const requestOf = ({ var: { caller, correlation }, req }: Context, asked: Asked): Request => ({
  id: req.header('idempotency-key') ?? randomUUID(),
  correlation,
  source: asked.source ?? caller.name,
  who: asked.who ?? itself(caller),
  intent: asked.intent,
})

/** Asks the lounge; throws the refusal as a Problem, and 503 when it is not known whether the change is durable. */
export const asker =
  (conductor: Conductor) =>
  async (c: Context, asked: Asked): Promise<Answer> => {
    permit(c.var.caller, asked)
    const result = await conductor.ask(requestOf(c, asked)).catch((cause: unknown) => {
      throw cause instanceof NotDurable ? away(cause) : cause
    })
    if ('refusal' in result) throw refused(result.refusal)
    return result.answer
  }
