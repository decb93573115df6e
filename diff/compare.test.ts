/** Two revisions of a repository, each with its own code; or one sentence that says why not. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { compare } from './compare.ts'
import { checkOutBoth, type Wanted } from './revision/checkout.ts'
import { line } from './testing/manifests.ts'

/** Writes one ConfigMap an environment. */
const SYNTH = `
import { mkdirSync, writeFileSync } from 'node:fs'
import { environments } from './environments.ts'

const names = process.argv.slice(2)
for (const name of names)
  if (!(name in environments)) throw new Error('there is no environment "' + name + '"')
for (const [name, data] of Object.entries(environments)) {
  if (names.length > 0 && !names.includes(name)) continue
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data }
  mkdirSync(process.env.CDK8S_OUTDIR + '/' + name, { recursive: true })
  writeFileSync(process.env.CDK8S_OUTDIR + '/' + name + '/0.yaml', JSON.stringify(object))
}
`

/** The same by a construct. */
const CONSTRUCT = `
import { App, ApiObject, Chart } from 'cdk8s'
import { environments } from './environments.ts'

const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }
const app = new App({ outputFileExtension: '.yaml', outdir: process.env.CDK8S_OUTDIR + '/dev' })
const chart = new Chart(app, 'chat')
new ApiObject(chart, 'settings', { ...object, data: environments.dev })
app.synth()
`
const LINE = CONSTRUCT.split('\n').findIndex((each) => each.includes('new ApiObject')) + 1

const environments = (...all: readonly string[]) => `export const environments = { ${all.join(', ')} }\n`
const FILES = {
  'package.json': '{"type": "module", "scripts": {"synth": "node synth.ts"}}',
  'synth.ts': SYNTH,
  'environments.ts': environments('dev: { a: "1" }', 'prod: { a: "1" }'),
  '.gitignore': 'node_modules\n',
}

const repository = (files: Record<string, string> = FILES) => {
  const root = mkdtempSync(join(tmpdir(), 'repository-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    })
  const write = (those: Record<string, string>) => {
    for (const [path, text] of Object.entries(those)) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      writeFileSync(join(root, path), text)
    }
  }
  const commit = (those: Record<string, string>) => {
    write(those)
    git('add', '-A')
    git('commit', '-qm', 'a change')
  }
  git('init', '-q', '-b', 'main')
  symlinkSync(join(import.meta.dirname, '../node_modules'), join(root, 'node_modules'))
  commit(files)
  return { root, git, write, commit }
}

const diff = async (root: string, wanted: Partial<Wanted> = {}, environment?: string) => {
  await using both = await checkOutBoth(root, { install: false, ...wanted })
  return await compare(both.base, both.head, { environment, env: process.env })
}

const said = async (...asked: Parameters<typeof diff>) =>
  (await diff(...asked)).flatMap(({ folder, changes }) =>
    changes.map(({ what, fields }) => [folder, what, ...fields.map(line)].join(' ')),
  )

describe('base and head', () => {
  test('are where this branch left main, and the working tree, whose files stay as they are', async () => {
    const { root, git, commit, write } = repository()
    git('checkout', '-qb', 'mine')
    commit({ 'environments.ts': environments('dev: { a: "2" }', 'prod: { a: "1" }') })
    write({ 'environments.ts': environments('dev: { a: "2" }', 'prod: { a: "3" }') })
    git('branch', '-q', 'kept')
    const status = git('status', '--porcelain', '--ignored')

    expect(await said(root)).toEqual(['dev changed data.a: "1" → "2"', 'prod changed data.a: "1" → "3"'])
    expect(git('status', '--porcelain', '--ignored')).toBe(status)
    expect(existsSync(join(root, 'dist'))).toBe(false)
  })

  test('may be named, each with its own code', async () => {
    const { root, commit } = repository()
    commit({ 'synth.ts': SYNTH.replaceAll("'settings'", "'renamed'") })
    commit({ 'synth.ts': 'throw new Error("unfinished")' })

    expect(await said(root, { base: 'HEAD~2', head: 'HEAD~1' })).toEqual(
      ['dev removed', 'dev added', 'prod removed', 'prod added'].sort(),
    )
  })

  test('may synthesize by any script, or by what cdk8s would run', async () => {
    const { root, commit } = repository()
    const scripts = (synth: string) => JSON.stringify({ type: 'module', scripts: { synth } })
    commit({ 'package.json': scripts('node -e 0 && node synth.ts') })
    commit({
      'package.json': scripts('cdk8s synth'),
      'cdk8s.yaml': 'language: typescript\napp: node synth.ts\n',
    })

    expect(await said(root, { base: 'HEAD~2', head: 'HEAD~1' })).toEqual([])
    expect(await said(root, { base: 'HEAD~1', head: 'HEAD' })).toEqual([])
  })

  test('say which line made an object', async () => {
    const { root, write } = repository({ ...FILES, 'synth.ts': CONSTRUCT })
    write({ 'environments.ts': environments('dev: { a: "2" }') })

    const [dev] = await diff(root)

    expect(dev?.changes[0]?.place).toEqual({ construct: 'chat/settings', file: 'synth.ts', line: LINE })
  })
})

describe('one environment', () => {
  test('is compared alone', async () => {
    const { root, write } = repository()
    write({ 'environments.ts': environments('dev: { a: "2" }', 'prod: { a: "2" }') })

    expect(await said(root, {}, 'prod')).toEqual(['prod changed data.a: "1" → "2"'])
  })

  test('that came or went is all added, or all removed', async () => {
    const { root, commit } = repository()
    commit({ 'environments.ts': environments('prod: { a: "1" }') })

    expect(await said(root, { base: 'HEAD~1', head: 'HEAD' }, 'dev')).toEqual(['dev removed'])
    expect(await said(root, { base: 'HEAD', head: 'HEAD~1' }, 'dev')).toEqual(['dev added'])
    await expect(diff(root, {}, 'other')).rejects.toThrow('there is no environment "other"')
  })
})

describe('a sentence, and never "no changes"', () => {
  test('for a revision that git does not know, and for an option in its place', async () => {
    const { root } = repository()

    await expect(diff(root, { base: 'nowhere' })).rejects.toThrow(
      'git knows no revision "nowhere" here; a branch, a tag or a commit would be right.',
    )
    await expect(diff(root, { base: '--all' })).rejects.toThrow('git knows no revision "--all" here')
  })

  test('for a folder in no repository, and for a repository without main', async () => {
    const { root, git } = repository()
    git('branch', '-qm', 'trunk')

    await expect(diff(tmpdir())).rejects.toThrow(/ is in no git repository/)
    await expect(diff(root)).rejects.toThrow(
      'there is no branch main here to find the base by; name one: npm run diff -- <base>',
    )
  })

  test('for a base that does not synthesize: its error, and all that the head has', async () => {
    const { root, git, write } = repository({ ...FILES, 'synth.ts': 'throw new Error("broken base")' })
    write({ 'synth.ts': SYNTH })

    await expect(diff(root)).rejects.toThrow(
      /where this left main does not synthesize:\n[\s\S]*broken base[\s\S]*The objects of the working tree:\n {2}dev: ConfigMap settings\n {2}prod: ConfigMap settings$/,
    )
    git('rm', '-q', '--cached', 'package.json')
    git('commit', '-qm', 'no package.json')
    await expect(diff(root)).rejects.toThrow(
      /has neither a script "synth" in its package\.json nor an "app" in a cdk8s\.yaml\.\n/,
    )
  })

  test('for a head that does not synthesize', async () => {
    const { root, write } = repository()
    write({ 'synth.ts': 'throw new Error("broken head")' })

    await expect(diff(root)).rejects.toThrow(/^the working tree does not synthesize:\n[\s\S]*broken head/)
    write({ 'synth.ts': '' })
    await expect(diff(root)).rejects.toThrow(
      /^the working tree does not synthesize:\nits script "synth" left no manifests in CDK8S_OUTDIR/,
    )
  })

  test('for packages that are neither installed nor in the cache', async () => {
    const { root, git, commit } = repository()
    const lock = {
      lockfileVersion: 3,
      packages: { 'node_modules/none': { version: '1.0.0', integrity: 'sha512-' } },
    }
    const manifest =
      '{"type": "module", "scripts": {"synth": "node synth.ts"}, "dependencies": {"none": "1.0.0"}}'
    commit({ 'package.json': manifest, 'package-lock.json': JSON.stringify(lock) })
    git('branch', '-q', 'locked')
    git('rm', '-q', 'package-lock.json')

    await expect(diff(root, { base: 'locked' })).rejects.toThrow(
      'locked: its packages are neither installed nor in npm’s cache; --install fetches them.',
    )
  })

  test('for a base without a program, before its packages are asked for', async () => {
    const { root, git, commit } = repository()
    const lock = {
      lockfileVersion: 3,
      packages: { 'node_modules/none': { version: '1.0.0', integrity: 'sha512-' } },
    }
    commit({ 'package.json': '{"type": "module"}', 'package-lock.json': JSON.stringify(lock) })
    git('branch', '-q', 'bare')
    git('rm', '-q', 'package-lock.json')
    git('checkout', '-q', 'bare~1', '--', 'package.json')

    await expect(diff(root, { base: 'bare' })).rejects.toThrow('bare has neither a script "synth"')
  })

  test('for a submodule with changes that no commit holds', async () => {
    const part = repository({ 'part.txt': 'part' })
    const { root, git, write } = repository()
    git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', part.root, 'part')
    git('commit', '-qm', 'a submodule')
    expect(await said(root)).toEqual([])

    write({ 'part/part.txt': 'changed' })

    await expect(diff(root)).rejects.toThrow(
      'the submodule part has changes that are in no commit; commit or discard them first.',
    )
  })
})
