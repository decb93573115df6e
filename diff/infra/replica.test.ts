import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { judge } from '../judge/judge.ts'
import { gitIn } from '../revision/git.ts'
import { say } from '../say/say.ts'
import { cloudChanges } from './compare.ts'
import { readPreview } from './preview.ts'
import { type ReplicaChange, replicaChanges } from './replica.ts'
import type { Cloud, Resource } from './resource.ts'

const screen = { width: 100, colour: false }

const INSTANCE = 'aws:ec2/instance:Instance'
const VOLUME = 'aws:ebs/volume:Volume'
const RULE = 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule'

const resource = (type: string, name: string, inputs: Resource['inputs']): Resource => ({
  type,
  name,
  inputs,
})

const machine = (inputs: Resource['inputs']) => resource(INSTANCE, 'cluster', inputs)
const disk = (inputs: Resource['inputs']) => resource(VOLUME, 'data', inputs)
const door = (cidrIpv4: string) =>
  resource(RULE, 'api', { cidrIpv4, ipProtocol: 'tcp', fromPort: 6443, toPort: 6443 })

const changed = (
  base: readonly Resource[],
  head: readonly Resource[],
  month?: [number, number],
): ReplicaChange => {
  const cloud = (resources: readonly Resource[], index: 0 | 1): Cloud => ({
    resources,
    month: month?.[index],
  })
  return {
    of: 'k3s',
    by: 'recorded mocks',
    changes: cloudChanges(base, head),
    base: cloud(base, 0),
    head: cloud(head, 1),
  }
}

const reportOf = (...replica: ReplicaChange[]) => judge([], { base: 'main', head: 'here', replica })

const saidOf = (change: ReplicaChange) =>
  reportOf(change).findings.map(({ rule, level, says }) => [level, rule, says])

test('a property that can be changed is changed in place', () => {
  const says = saidOf(
    changed([machine({ instanceType: 't4g.small' })], [machine({ instanceType: 't4g.large' })]),
  )

  expect(says).toEqual([['look', 'cloud-changed', 'it is changed in place: instanceType.']])
})

test('one that cannot makes the resource anew, and is named', () => {
  const says = saidOf(changed([machine({ ami: 'ami-1' })], [machine({ ami: 'ami-2' })]))

  expect(says).toEqual([['look', 'cloud-changed', "it is made anew, because ami can't be changed."]])
})

test('another first script makes a machine anew only where the program says so', () => {
  const script = (userData: string, userDataReplaceOnChange: boolean) => [
    machine({ userData, userDataReplaceOnChange }),
  ]

  expect(cloudChanges(script('a', true), script('b', true))[0]?.what).toBe('replaced')
  expect(cloudChanges(script('a', false), script('b', false))[0]?.what).toBe('updated')
})

test('a volume that is made anew, or goes, is dangerous', () => {
  const moved = saidOf(changed([disk({ availabilityZone: 'a' })], [disk({ availabilityZone: 'b' })]))
  const gone = saidOf(changed([disk({})], []))

  expect(moved).toEqual([
    ['dangerous', 'cloud-lost', "it is made anew, because availabilityZone can't be changed."],
  ])
  expect(gone).toEqual([['dangerous', 'cloud-lost', 'it is destroyed.']])
})

test('a port that opens to the world is dangerous, once', () => {
  const says = saidOf(changed([door('198.51.100.7/32')], [door('0.0.0.0/0')]))

  expect(says).toContainEqual(['dangerous', 'cloud-port-opened', 'tcp 6443 is open to the whole world.'])
  expect(saidOf(changed([door('0.0.0.0/0')], [door('0.0.0.0/0')]))).toEqual([])
})

test('what it costs a month is said before and after', () => {
  const report = reportOf(changed([machine({})], [machine({ instanceType: 't4g.large' })], [30.578, 55.1]))

  for (const view of [say.terminal(report, { width: 100, colour: false }), say.html(report)])
    expect(view).toContain('$30.58 → $55.10 a month')
  expect(say.markdown(report)).toContain('&#36;30.58 → &#36;55.10 a month')
})

test('what changes is said from what to what, in the shapes that it changes', () => {
  const change = changed([machine({ instanceType: 't4g.small' })], [machine({ instanceType: 't4g.large' })])
  const other: ReplicaChange = { ...changed([], []), of: 'existing' }

  const said = say.terminal(reportOf(change, other), screen)

  expect(said).toContain('~ Instance cluster: instanceType t4g.small → t4g.large')
  expect(said).not.toContain('existing')
})

test('a password among the properties is not shown', () => {
  const report = reportOf(changed([machine({ password: 'sesame1' })], [machine({ password: 'sesame2' })]))

  for (const view of [say.terminal(report, screen), say.html(report), say.markdown(report), say.json(report)])
    expect(view).not.toContain('sesame')
})

const step = (op: string, type: string, more: object = {}) => ({
  op,
  urn: `urn:pulumi:show::lounge::lounge:cluster:K3s$${type}::cluster`,
  oldState: { type, inputs: { size: 20 } },
  newState: { type, inputs: { size: 30 } },
  ...more,
})

test("Pulumi's preview is read, whatever it says before it", () => {
  const preview = {
    steps: [
      step('create-replacement', INSTANCE, { replaceReasons: ['ami'] }),
      step('replace', INSTANCE, { replaceReasons: ['ami'], diffReasons: ['ami', 'tags'] }),
      step('delete-replaced', INSTANCE),
      step('update', VOLUME, { diffReasons: ['size'] }),
      step('create', 'kubernetes:apps/v1:Deployment'),
      step('same', 'pulumi:pulumi:Stack'),
    ],
  }

  const { changes, base } = readPreview(`warning: a lab\n${JSON.stringify(preview)}`)

  expect(changes).toEqual([
    {
      ...{ what: 'replaced', type: INSTANCE, name: 'cluster', forcedBy: ['ami'] },
      properties: [{ name: 'ami' }, { name: 'tags' }],
    },
    {
      ...{ what: 'updated', type: VOLUME, name: 'cluster', forcedBy: [] },
      properties: [{ name: 'size', from: 20, to: 30 }],
    },
  ])
  expect(base).toContainEqual({ type: VOLUME, name: 'cluster', inputs: { size: 20 } })
})

test('what is no preview is a sentence', () => {
  expect(() => readPreview('error: no stack selected')).toThrow('pulumi preview --json printed no preview.')
})

/** A repository with a replica of its own: its mocks say what `asks` holds. */
const rig = async (asks: readonly Resource[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'replica-'))
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder })
  const recording = (text: string) => writeFileSync(join(folder, 'infra/testing/recording.ts'), text)
  const breakIt = () => recording("throw new Error('no such region')")
  const write = (resources: readonly Resource[]) =>
    recording(
      `export const standUp = async () => (${JSON.stringify({ recorded: resources, outputs: { cost: { month: 30 } } })})`,
    )
  mkdirSync(join(folder, 'infra/testing'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(folder, 'infra/testing/shapes.ts'),
    "export const k3s = { shape: 'k3s' }\nexport const PLANTED = 'no shape'",
  )
  git('init', '-q')
  write(asks)
  git('add', '.')
  git('commit', '-q', '-m', 'a')
  const commit = git('rev-parse', 'HEAD').toString().trim()
  const before = mkdtempSync(join(tmpdir(), 'replica-'))
  execFileSync('cp', ['-r', `${folder}/.`, before])
  onTestFinished(() => void execFileSync('rm', ['-rf', folder, before]))
  const base = { folder: before, revision: { name: 'main', commit } }
  const head = { folder, revision: { name: 'the working tree', commit: undefined } }
  const diff = async () =>
    replicaChanges({ base, head }, await gitIn(folder), { PATH: join(folder, 'nothing') })
  return { write, breakIt, diff }
}

test('without the CLI both revisions are asked by their own mocks', async () => {
  const { write, diff } = await rig([machine({ ami: 'ami-1' })])

  write([machine({ ami: 'ami-2' }), disk({ size: 20 })])

  expect(await diff()).toMatchObject([
    {
      ...{ of: 'k3s', by: 'recorded mocks, for there is no pulumi here' },
      changes: [
        { what: 'replaced', forcedBy: ['ami'] },
        { what: 'created', name: 'data' },
      ],
      ...{ base: { month: 30 }, head: { month: 30 } },
    },
  ])
})

test('nothing is asked where nothing of it changed', async () => {
  const { diff } = await rig([machine({})])

  expect(await diff()).toEqual([])
})

test('a replica that does not stand up wants a look, and says why', async () => {
  const { breakIt, diff } = await rig([])

  breakIt()
  const [change] = await diff()

  expect(change?.unknown).toBe('at the working tree it does not stand up: Error: no such region.')
  const report = reportOf(change as ReplicaChange)
  expect(report.verdict).toBe('look')
  expect(say.terminal(report, screen)).toContain('no such region')
  expect(say.markdown(report)).toContain('no such region')
  expect(say.html(report)).toContain('no such region')
})
