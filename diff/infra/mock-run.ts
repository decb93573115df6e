/**
 * Run in a revision's folder: stands its replica up in memory, with its own recorded mocks and example configs, and
 * writes down what it asks for (`node mock-run.ts <file>`).
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

type Config = Readonly<Record<string, string>>
type Recorded = { readonly type: string; readonly name: string; readonly inputs: unknown }
type Stood = {
  readonly recorded: readonly Recorded[]
  readonly outputs: { readonly cost?: { readonly month?: number } }
}
type StandUp = (config: Config) => Promise<Stood>

const theirs = (path: string) => import(pathToFileURL(join(process.cwd(), 'infra', 'testing', path)).href)

/** The SDK's mark of a secret. */
const SECRET = '4dabf18193072939515e22adb298388d'

const sealed = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && SECRET in value ? '[secret]' : value

const isConfig = (value: unknown): value is Config =>
  typeof value === 'object' && value !== null && 'shape' in value

const [file = ''] = process.argv.slice(2)
const { standUp } = (await theirs('recording.ts')) as { standUp: StandUp }
const shapes = Object.entries((await theirs('shapes.ts')) as Record<string, unknown>)
const stood: Record<string, unknown> = {}
for (const [name, config] of shapes) {
  if (!isConfig(config)) continue
  const { recorded, outputs } = await standUp(config)
  stood[name] = { resources: recorded, month: outputs.cost?.month }
}
writeFileSync(file, JSON.stringify(stood, sealed))
// The SDK keeps its doors open.
process.exit(0)
