/** How long it is asked whether the sides are level. */
import { expect, test } from 'vitest'
import { type Answer, untilWell } from './until-well.ts'

const behind = { isWell: false, says: ['home lacks 1 commit'] }
const level = { isWell: true, says: ['level'] }
const away = new Error('the other side cannot be compared: CouchDB does not answer')

/** Each answer takes a second. */
const rig = (answers: readonly (Answer | Error)[]) => {
  const told: string[] = []
  let asked = 0
  const ask = async () => {
    const answer = answers[asked++] ?? level
    if (answer instanceof Error) throw answer
    return answer
  }
  const wait = (seconds: number) =>
    untilWell({
      ...{ ask, seconds, now: () => asked * 1_000, pause: async () => undefined },
      tell: (why) => void told.push(why),
    })
  return { wait, told, asked: () => asked }
}

test('without time it is asked once', async () => {
  const { wait, asked } = rig([behind])

  expect(await wait(0)).toEqual(behind)
  expect(asked()).toBe(1)
})

test('a side that does not answer is asked again, and that is told once', async () => {
  const { wait, told } = rig([away, away, behind, level])

  expect(await wait(9)).toEqual(level)
  expect(told).toEqual([away.message])
})

test('when the time is over it is said why a side could not be asked', async () => {
  const { wait } = rig([behind, away, away, away, away])

  expect(await wait(3)).toMatchObject({ isWell: false, says: [away.message] })
})
