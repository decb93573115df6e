/** `npm run keys` and `npm run service`, as a person calls them. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

type Outcome = { code: number; out: string; err: string }

const folder = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'scripts-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  return dir
}

const run = (cwd: string, script: string, ...args: string[]) =>
  new Promise<Outcome>((resolve) => {
    const child = execFile(
      process.execPath,
      [join(import.meta.dirname, script), ...args],
      { cwd },
      (_, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })

test('keys says in one line what it made, and prints no key', { timeout: 60_000 }, async () => {
  const dir = await folder()

  const { code, out, err } = await run(dir, 'keys.ts')

  const { x, d } = JSON.parse(await readFile(join(dir, '.lounge', 'keys', 'chat.jwk.json'), 'utf8'))
  expect(code).toBe(0)
  expect(out).toBe(
    'made keys for chat, midi, midi-node, overlay, obs, console; who may call whom is in .lounge/keys\n',
  )
  for (const part of [x, d]) expect(out + err).not.toContain(part)
})

test('keys cannot renew a name that calls nobody, and says which do', { timeout: 60_000 }, async () => {
  const { code, err } = await run(await folder(), 'keys.ts', '--rotate', 'data')

  expect(code).toBe(2)
  expect(err).toBe(
    '--rotate must be one of chat, midi, midi-node, overlay, obs, console; it is typed: npm run keys [-- --rotate <name>]\n',
  )
})

test('service lists the names it knows when it is given another', { timeout: 60_000 }, async () => {
  const { code, err } = await run(await folder(), 'service.ts', '../scripts')

  expect(code).toBe(2)
  expect(err).toMatch(/^npm run service <name> runs one of .*midi-node.*\n$/)
})
