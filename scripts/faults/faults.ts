/** What can go wrong, as data: how each fault begins, and how it heals. */
import { DatabaseSync } from 'node:sqlite'
import type { Child } from '../lounge/child.ts'
import type { Link } from '../lounge/link.ts'
import type { Processes } from '../lounge/processes.ts'

export type Fault = {
  /** What it hits: two faults of a pair never hit the same. */
  readonly target: string
  readonly name: string
  readonly begin: () => Promise<void> | void
  readonly heal: () => Promise<void> | void
}

/** Milliseconds that everything on a slow link comes late. */
const SLOW_MS = 150

const ofProcess = (child: Child): Fault[] => {
  const target = child.name
  return [
    { target, name: `kill -9 ${target}`, begin: () => child.kill(), heal: () => child.start() },
    { target, name: `SIGSTOP ${target}`, begin: () => child.stop(), heal: () => child.cont() },
    { target, name: `restart ${target}`, begin: () => child.restart(), heal: () => undefined },
  ]
}

const ofLink = (link: Link): Fault[] => {
  const target = link.name
  const heal = () => link.heal()
  return [
    { target, name: `cut ${target}`, begin: () => link.cut(), heal },
    { target, name: `freeze ${target}`, begin: () => link.freeze(), heal },
    { target, name: `slow ${target}`, begin: () => link.slow(SLOW_MS), heal },
  ]
}

/** A pedal that lost its power holds nothing when its cable is back. */
const ofPort = ({ children: { node } }: Processes): Fault[] => {
  const target = 'port'
  const begin = () => node.tell({ do: 'unplug' })
  const plug = () => node.tell({ do: 'plug' })
  const cycle = () => {
    node.tell({ do: 'power' })
    plug()
  }
  return [
    { target, name: 'cable pulled', begin, heal: plug },
    { target, name: 'cable pulled, pedal off and on', begin, heal: cycle },
  ]
}

/** Somebody else holds the file's lock: nothing can be written. */
const ofFile = ({ files }: Processes): Fault[] => {
  let lock: DatabaseSync | undefined
  const begin = () => {
    lock = new DatabaseSync(files.log, { timeout: 5_000 })
    lock.exec('BEGIN IMMEDIATE')
  }
  const heal = () => {
    lock?.exec('ROLLBACK')
    lock?.close()
  }
  return [{ target: 'store', name: 'store locked', begin, heal }]
}

export const faultsOf = (lounge: Processes): Fault[] => {
  const { children, links } = lounge
  const isCouch = children.store !== undefined
  const used = Object.values(links).filter(({ name }) => isCouch || !name.endsWith('-store'))
  return [
    ...Object.values(children).flatMap(ofProcess),
    ...used.flatMap(ofLink),
    ...ofPort(lounge),
    ...(isCouch ? [] : ofFile(lounge)),
  ]
}
