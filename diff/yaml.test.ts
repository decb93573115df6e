/** Plain YAML from anywhere: read as Kubernetes reads it, or refused with file and line. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { changesOf } from './meaning/changes.ts'
import { parseYaml, readYaml } from './yaml.ts'
import { renderingsOfYaml } from './yaml-folders.ts'

const config = (name: string, data = '{a: b}') => `
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}}
data: ${data}
`

const folder = (files: Record<string, string>) => {
  const root = mkdtempSync(join(tmpdir(), 'yaml-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const places = (text: string) =>
  parseYaml(text, 'a.yaml').map(({ manifest, line }) => `${manifest.metadata.name} ${line}`)

describe('what is read', () => {
  test('is each document, with its line, and nothing of the empty ones', () => {
    expect(places(`# a licence\n---\n---${config('one')}---\n# nothing\n---${config('two')}...\n`)).toEqual([
      'one 4',
      'two 11',
    ])
  })

  test('is each member of a List, with its own line', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n'

    expect(places(`${list}- {apiVersion: v1, kind: Pod, metadata: {name: b}}\n`)).toEqual(['a 4', 'b 7'])
  })

  test('is as Kubernetes takes it: yes is true, 0644 is octal, and a date, a time and y are words', () => {
    const [read] = parseYaml(config('a', '{a: yes, b: 0644, c: 2024-01-02, d: 12:30:45, e: "no", f: ~}'), 'a')

    expect(read?.manifest.data).toEqual({ a: true, b: 420, c: '2024-01-02', d: '12:30:45', e: 'no', f: null })
  })

  test('may share parts, end its lines with CRLF, be JSON, and leave its name to the cluster', () => {
    const shared =
      'apiVersion: v1\r\nkind: Job\r\nmetadata: &m {generateName: run-}\r\nspec: {<<: *m, x: 1}\r\n'

    expect(parseYaml(shared, 'a')[0]?.manifest).toMatchObject({
      metadata: { name: 'run-*' },
      spec: { generateName: 'run-', x: 1 },
    })
    expect(places('{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}')).toEqual(['a 1'])
  })

  test('is every YAML and JSON file of a folder, except what people accepted', async () => {
    const root = folder({
      'b/two.yml': config('two'),
      'one.yaml': config('one'),
      'three.json': '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"three"}}',
      'accepted.yaml': 'anything: at all',
      'README.md': 'words',
    })

    expect((await readYaml(root)).map(({ file, manifest }) => `${file} ${manifest.metadata.name}`)).toEqual([
      'b/two.yml two',
      'one.yaml one',
      'three.json three',
    ])
  })
})

test.each([
  ['kind: Pod\nspec: a: b', 'a.yaml:2 is not YAML: Nested mappings are not allowed in compact mappings.'],
  ['a: 1\nb: 2\na: 3', 'a.yaml:3 is not YAML: Map keys must be unique.'],
  [`${config('one')}---\nreplicas: 3\n`, 'a.yaml:7 is no Kubernetes object: it has no apiVersion.'],
  ['apiVersion: v1\nmetadata: {name: a}', 'a.yaml:1 is no Kubernetes object: it has no kind.'],
  ['apiVersion: v1\nkind: Pod', 'a.yaml:1 is of the kind Pod and has no metadata.name.'],
  ['kind: *one', 'a.yaml:1 is not YAML: Unresolved alias (the anchor must be set before the alias): one.'],
  ['just words', 'a.yaml:1 is no Kubernetes object, but a plain value.'],
  [
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization',
    'a.yaml:1 is of the kind Kustomization, which says how objects are made: build it (kustomize build) and compare what comes out.',
  ],
])('%j is refused in a sentence', (text, sentence) => {
  expect(() => parseYaml(text, 'a.yaml')).toThrow(sentence)
})

test('a list without items holds nothing, and no digit is lost', () => {
  const digits = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: 9007199254740993, b: 12}'

  expect(parseYaml('apiVersion: v1\nkind: List\nitems:\n', 'a.yaml')).toEqual([])
  expect(parseYaml(digits, 'a.yaml')[0]?.manifest).toMatchObject({ data: { a: '9007199254740993', b: 12 } })
})

describe('two folders', () => {
  const compare = async (base: Record<string, string>, head: Record<string, string>) => {
    const sides = await renderingsOfYaml(folder(base), folder(head))
    return changesOf(sides.base, sides.head).map((each) => [
      each.folder.replace(/^yaml-.*$/, 'all'),
      ...each.changes.map(
        ({ what, identity, place }) => `${what} ${identity.name} ${place?.file}:${place?.line}`,
      ),
    ])
  }

  test('are one each, wherever in them an object is written', async () => {
    const base = { 'a.yaml': `${config('one')}---${config('two')}` }
    const head = { 'x/b.yaml': config('two', '{a: c}'), 'y/c.yaml': config('one') }

    expect(await compare(base, head)).toEqual([['all', 'changed two x/b.yaml:2']])
  })

  test('are taken apart by their own folders when those hold the same objects, as environments do', async () => {
    const base = { 'dev/a.yaml': config('one'), 'prod/a.yaml': config('one', '{a: prod}') }
    const head = { ...base, 'dev/a.yaml': config('one', '{a: dev}') }

    expect(await compare(base, head)).toEqual([['dev', 'changed one dev/a.yaml:2'], ['prod']])
  })

  test('may say an object twice, but not otherwise', async () => {
    const one = { 'a.yaml': config('one') }
    const twice = { 'a.yaml': config('one'), 'b.yaml': config('one', '{a: "b"}') }
    const otherwise = { 'a.yaml': `${config('one')}---${config('one', '{a: c}')}` }

    expect(await compare(one, twice)).toEqual([['all']])
    await expect(compare(one, otherwise)).rejects.toThrow(
      /the ConfigMap one is at a\.yaml:2 and, otherwise, at a\.yaml:7; which of them is meant\?$/,
    )
  })

  test('that are not there, or hold nothing, are no equal ones', async () => {
    await expect(compare({ 'a.yaml': config('one') }, {})).rejects.toThrow(/ holds no YAML\.$/)
    const nowhere = `${import.meta.dirname}/nowhere`
    await expect(renderingsOfYaml(nowhere, nowhere)).rejects.toThrow(
      '/nowhere is not there; a folder of YAML, or a file, would be right.',
    )
  })
})
