/** The lounge as separate processes on free ports, each of which can be killed, stopped and cut off from the others. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeKeys } from '../../workloads/service/key-files.ts'
import { childrenOf } from './children.ts'
import { draw, type Options, openLinks } from './plan.ts'

/** Not started where every service is called directly. */
const SECOND: readonly string[] = ['data2', 'midi2']

/**
 * Makes keys and starts everything, what is called before what calls it. With SQLite the links to the store lead
 * nowhere. `files.log` is the shared SQLite file, `files.bytes` what the pedal received.
 */
export const openProcesses = async (options: Options = {}) => {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'lounge-')))
  await mkdir(folder, { recursive: true })
  await makeKeys(join(folder, 'keys'))
  const drawn = await draw()
  const links = await openLinks(drawn)
  const children = childrenOf({ ...drawn, folder, links, options })
  const close = async () => {
    for (const child of Object.values(children)) await child.kill()
    for (const link of Object.values(links)) await link.close()
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
  }
  const started = Object.values(children).filter(({ name }) => !options.direct || !SECOND.includes(name))
  try {
    for (const child of started) await child.start()
  } catch (fault) {
    await close()
    throw fault
  }
  const files = { log: join(folder, 'data/log.sqlite'), bytes: join(folder, 'bytes.jsonl') }
  return { ...drawn, children, links, folder, files, close }
}

export type Processes = Awaited<ReturnType<typeof openProcesses>>
