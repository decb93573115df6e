/** What Pulumi is started with: a stand-in for it writes down its arguments and what it reads. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openStack } from './stack.ts'

const SECRET = 'qzplantedw0rdxk7391vjh'

const AWAY = 'echo "error: the bucket is away" >&2; exit 255'

const pulumi = (set: string, exported = AWAY) => {
  const folder = mkdtempSync(join(tmpdir(), 'pulumi-'))
  const script = `#!/bin/sh
echo "$@" >> '${folder}/args'
case "$1 $2" in
  'version '*) echo v3.270.0 ;;
  'config set') ${set} ;;
  'stack export') ${exported} ;;
  'stack import') echo "error: the stack is currently locked by 1 lock(s)" >&2; exit 255 ;;
esac
`
  writeFileSync(join(folder, 'pulumi'), script, { mode: 0o755 })
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true, force: true })
  })
  return (name: string) => readFileSync(join(folder, name), 'utf8')
}

test('a secret is no argument of Pulumi: it reads it', async () => {
  const written = pulumi('cat > "$(dirname "$0")/read"')
  const stack = await openStack('show', {})

  await stack.keepSecret('lounge:secrets', SECRET)

  expect(written('read')).toBe(SECRET)
  expect(written('args')).toContain('config set lounge:secrets --secret --stack show')
  expect(written('args')).not.toContain(SECRET)
})

test('a secret that Pulumi refuses is said in its words, without the secret', async () => {
  pulumi('echo "error: incorrect passphrase" >&2; exit 255')
  const stack = await openStack('show', {})

  const kept = stack.keepSecret('lounge:secrets', SECRET)

  await expect(kept).rejects.toThrow(/^Pulumi says: incorrect passphrase$/)
})

test('where the state cannot be read, Pulumi says why in one sentence', async () => {
  pulumi('')
  const stack = await openStack('show', {})

  await expect(stack.standing()).rejects.toThrow(/^Pulumi says: the bucket is away$/)
})

test('a state that another command is changing is not changed under it', async () => {
  pulumi('', 'echo "{}"')
  const stack = await openStack('show', {})

  await expect(stack.lift()).rejects.toThrow(/^another command is at work on this stack; .*pulumi cancel/)
})
