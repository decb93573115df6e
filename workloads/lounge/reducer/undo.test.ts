import { describe, expect, test } from 'vitest'
import { ana, ben, level, loungeRig, mo, named } from '../testing/rig.ts'

const undo = { kind: 'undo' } as const

describe('undo', () => {
  test('gives back what a change replaced, untouched included', () => {
    const rig = loungeRig()
    rig.accepted(ana, level('time', 3))

    expect(rig.accepted(ana, undo)).toMatchObject({
      undoes: 1,
      label: 'Time',
      turns: [{ from: 38, to: null }],
    })
    expect(rig.values).toEqual({})
  })

  test('is a viewer’s own last change, a moderator’s anyone’s', () => {
    const rig = loungeRig()
    rig.accepted(ana, level('time', 3))
    rig.accepted(ben, level('mix', 3))

    expect(rig.accepted(ana, undo).undoes).toBe(1)
    expect(rig.accepted(mo, undo).undoes).toBe(2)
    expect(rig.refused(mo, undo)).toEqual({ reason: 'nothing-to-undo', why: 'none' })
  })

  test('is refused when someone touched all of it since, and says who', () => {
    const rig = loungeRig()
    rig.accepted(ana, level('time', 3))
    rig.accepted(ben, level('time', 5))

    expect(rig.refused(ana, undo)).toEqual({ reason: 'nothing-to-undo', why: 'touched', by: 'Ben' })
  })

  test('a touch that was itself undone does not stand in the way', () => {
    const rig = loungeRig()
    rig.accepted(mo, level('time', 1))
    rig.accepted(ana, level('time', 3))
    rig.accepted(ben, level('time', 5))
    rig.accepted(ben, undo)

    rig.accepted(ana, undo)

    expect(rig.values['a.time']).toBe(13)
  })

  test('an engine goes back together with all whose meaning hangs on it', () => {
    const rig = loungeRig()
    rig.accepted(mo, named('engine', 'lofi'))
    rig.accepted(mo, level('dial1', 6))
    rig.accepted(ana, named('engine', 'shimmer'))
    rig.accepted(ben, level('dial2', 4))
    rig.accepted(ben, level('time', 4))

    const change = rig.accepted(ana, undo)

    expect(change.turns.map(({ control }) => control)).not.toContain('a.time')
    expect(rig.values).toMatchObject({ 'a.engine': 5, 'a.ep1': 76, 'a.special': 10, 'a.time': 51 })
    expect(rig.values).not.toHaveProperty('a.ep5')
  })

  test('what hangs on an engine that changed since stays as it is', () => {
    const rig = loungeRig()
    rig.accepted(mo, named('engine', 'lofi'))
    rig.accepted(ana, level('dial1', 6))
    rig.accepted(ben, named('engine', 'swell'))

    expect(rig.refused(ana, undo)).toEqual({ reason: 'nothing-to-undo', why: 'touched', by: 'Ben' })
  })

  test('skips what changed nothing and reaches the change before it', () => {
    const rig = loungeRig()
    rig.accepted(mo, level('time', 3))
    rig.accepted(mo, level('time', 3))

    expect(rig.accepted(mo, undo).undoes).toBe(1)
  })

  test('never touches the desk', () => {
    const rig = loungeRig()
    rig.accepted(mo, { kind: 'lock', minutes: null })

    expect(rig.refused(mo, undo)).toMatchObject({ reason: 'nothing-to-undo' })
    expect(rig.state.desk.lock).not.toBeNull()
  })
})
