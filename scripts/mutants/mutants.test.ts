/** A plant whose ground is gone would show nothing, and is noticed only when somebody hunts. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MUTANTS as ofTheFuzz } from '../fuzz/mutants.ts'
import { MUTANTS as ofTheSimulation } from '../simulation/edits.ts'
import { edited } from './mutant.ts'

const WORKLOADS = join(import.meta.dirname, '../../workloads')
const planted = (file: string) => readFileSync(join(WORKLOADS, file), 'utf8')

test.each([...ofTheFuzz, ...ofTheSimulation])('$name: the code still has its place', ({ edits }) => {
  for (const edit of edits) expect(edited(planted(edit.file), edit)).not.toBe(planted(edit.file))
})

test('a plant without a place says which', () => {
  const edit = { file: 'midi/terms.ts', from: 'two', to: 'three' }

  for (const source of ['one', 'two, two'])
    expect(() => edited(source, edit)).toThrow('workloads/midi/terms.ts does not hold once: two')
})
