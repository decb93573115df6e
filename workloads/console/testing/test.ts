/** What every part of the rig is given. */
import type { TestContext } from 'vitest'

export const KEY = '0123456789abcdef0123456789abcdef'

/** Of one test: what is undone when it is over, last first. */
export type Test = Pick<TestContext, 'onTestFinished'>
