/** What every check is given, and what most of them do. */
import { services } from '../../workloads/graph.ts'
import type { Kube } from './kube.ts'
import { type Talker, until } from './talk.ts'

export type Rig = { readonly kube: Kube; readonly folder: string; readonly keys: string; readonly mo: Talker }

/** Throws a sentence, or returns a remark. */
export type Check = (rig: Rig) => Promise<string | undefined>

export const demand = (holds: boolean, otherwise: string) => {
  if (!holds) throw new Error(otherwise)
}

export const allReady = async (kube: Kube) => {
  const items = await kube.list('deployment,statefulset')
  await Promise.all(items.map(({ kind, metadata }) => kube.ready(`${kind}/${metadata.name}`)))
}

/** Whether the bot says that a line did what it asked for. */
export const isDone = (said: string) => said !== '' && !/not know|can't|cannot/.test(said)

/** Asks until the line is done: restarted nodes and bots need a moment more than their probes know. */
export const plays = async (mo: Talker, line = '!mix 5') => {
  let said = ''
  await until(
    `${line} is done`,
    async () => {
      said = await mo.ask(line, 10).catch(() => '')
      return isDone(said)
    },
    90,
  )
  return said
}

/** What a service tells its scraper. */
export const metricsOf = async (kube: Kube, name: 'midi' | 'midi-node') =>
  kube.through(name, `${services[name].metricsPort}/proxy/metrics`)
