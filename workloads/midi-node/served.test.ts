import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { maySucceed, servedOnDisk } from './served.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'served-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const home = { number: 4, environment: 'home' }

test('a node that has served nobody has no highest term', () => {
  expect(servedOnDisk(folder, 'ventris').highest()).toBeNull()
})

test('the term is still known after a restart, for each device of its own', () => {
  servedOnDisk(folder, 'ventris').keep(home)

  expect(servedOnDisk(folder, 'ventris').highest()).toEqual(home)
  expect(servedOnDisk(folder, 'gm2').highest()).toBeNull()
})

test('a folder that is not there yet is made, and only whole files are left in it', () => {
  const deep = join(folder, 'new', 'lounge')

  servedOnDisk(deep, 'ventris').keep(home)

  expect(readdirSync(deep)).toEqual(['served-ventris.json'])
  expect(statSync(join(deep, 'served-ventris.json')).mode & 0o077).toBe(0)
})

test.each(['', '{', '{"number":0,"environment":"home"}'])(
  'a file that holds %j is a sentence, never a guess',
  (text) => {
    writeFileSync(join(folder, 'served-ventris.json'), text)

    expect(() => servedOnDisk(folder, 'ventris')).toThrow(
      /served-ventris\.json does not hold a term; correct it/,
    )
  },
)

test('a term that cannot be written is not kept', () => {
  const served = servedOnDisk(folder, 'ventris')
  served.keep(home)
  rmSync(folder, { recursive: true })
  writeFileSync(folder, 'in the way')

  expect(() => served.keep({ number: 5, environment: 'replica' })).toThrow()
  expect(served.highest()).toEqual(home)
})

test('what is on disk is plain to read', () => {
  servedOnDisk(folder, 'ventris').keep(home)

  expect(JSON.parse(readFileSync(join(folder, 'served-ventris.json'), 'utf8'))).toEqual(home)
})

describe('a node whose highest term is 4 of home', () => {
  test.each([
    [5, 'replica', true],
    [5, 'home', true],
    [4, 'home', true],
    [4, 'replica', false],
    [3, 'home', false],
  ])('asked to serve %d of %s: %s', (number, environment, may) => {
    expect(maySucceed({ number, environment }, home)).toBe(may)
  })
})
