/** Whether the pedal is as the log wants it. */
import { readFileSync } from 'node:fs'
import { ventris } from '../../workloads/lounge/devices/index.ts'

export type Doc = {
  id: string
  changes: { id: string }[]
  state: { devices: Record<string, Record<string, { value: number }>> }
}

/** Its commits, oldest first. */
export const logOf = async ({ url }: { url: string }) => {
  const response = await fetch(
    `${url}/lounge/_all_docs?include_docs=true&startkey="commit:"&endkey="commit:~"`,
  )
  const { rows } = (await response.json()) as { rows: { doc: Doc }[] }
  return rows.map(({ doc }) => doc).sort((a, b) => (a.id < b.id ? -1 : 1))
}

const pedalOf = (file: string) => {
  const values = new Map<number, number>()
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { kind, cc, value } = JSON.parse(line) as { kind: string; cc: number; value: number }
    if (kind === 'message') values.set(cc, value)
  }
  return values
}

/** Controls of the pedal that are not as the newest commit wants them. `bytes`: the file of what the pedal received. */
export const wrongKnobs = (log: readonly Doc[], bytes: string) => {
  const desired = log.at(-1)?.state.devices[ventris.id] ?? {}
  const pedal = pedalOf(bytes)
  return Object.entries(desired).filter(([control, { value }]) => {
    const cc = ventris.controls.find(({ id }) => id === control)?.cc ?? -1
    return pedal.get(cc) !== value
  })
}
