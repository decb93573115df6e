/** Where OBS is, and the map: what the service, the doctor and the scene collection are all told. */
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { Profile } from '../lounge/profile.ts'
import { plain } from '../service/problem.ts'
import { secretOf } from '../service/secret.ts'
import { map as loungeMap } from './lounge-map.ts'
import { type ObsMap, parseMap } from './map.ts'

export const obsEnv = {
  OBS_URL: z.url({ protocol: /^wss?$/ }).default('ws://127.0.0.1:4455'),
  OBS_PASSWORD: z.string().optional(),
  OBS_PASSWORD_FILE: z.string().optional(),
  /** A module that exports `map`, or a JSON file; the lounge's own unless said otherwise. */
  OBS_MAP: z.string().optional(),
  /** The pedal that OBS follows. */
  DEVICE: z.string().default('ventris'),
}

type Told = { OBS_PASSWORD?: string | undefined; OBS_PASSWORD_FILE?: string | undefined }

export const passwordOf = ({ OBS_PASSWORD, OBS_PASSWORD_FILE }: Told) =>
  secretOf(OBS_PASSWORD, OBS_PASSWORD_FILE)

const read = async (file: string): Promise<unknown> => {
  if (file.endsWith('.json')) return JSON.parse(await readFile(file, 'utf8'))
  const module = (await import(pathToFileURL(resolve(file)).href)) as { map?: unknown }
  return module.map
}

/** Rejects with one sentence that names the file. */
export const mapOf = async (file: string | undefined, profile: Profile): Promise<ObsMap> => {
  if (file === undefined) return parseMap(loungeMap, profile)
  const input = await read(file).catch((cause: Error) => {
    throw new Error(`${file} cannot be read as a map: ${plain(cause.message)}`, { cause })
  })
  if (input === undefined) throw new Error(`${file} exports no \`map\``)
  return parseMap(input, profile)
}
