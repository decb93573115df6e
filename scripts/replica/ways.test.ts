/** The two ways, walked with a cloud and a lounge that only write down what they were told. */
import { expect, test } from 'vitest'
import { Halfway, type Step, walk } from './journey.ts'
import { type Sides, wayDown, wayDownAtALoss, wayUp } from './ways.ts'

/** `failing`: what does not work, by its name, and what it says. */
const rig = ({ isGuarded = true, hasTunnel = true, failing = new Map<string, string>() } = {}) => {
  const done: string[] = []
  const said: string[] = []
  const stop = new AbortController()
  let standing = 7
  const did = (what: string) => async () => {
    done.push(what)
    const why = failing.get(what)
    if (why) throw new Error(why)
  }
  const stack: Sides['stack'] = {
    preview: async () => {
      done.push('preview')
      return { create: 7, same: 1 }
    },
    up: did('up'),
    lift: async () => {
      await did('lift')()
      return did('protect')
    },
    destroy: async () => {
      await did('destroy')()
      standing = 0
    },
    standing: async () => standing,
    isGuarded: async () => isGuarded,
    tellGuard: (reason) => did(`tell guard: ${reason}`)(),
  }
  const lounge: Sides['lounge'] = {
    live: (environment) => did(`live ${environment}`)(),
    whoIsLive: did('who is live'),
    level: did('level'),
    homeHasAll: did('home has all'),
    prepare: did('prepare'),
    replicate: did('replicate'),
    endReplication: did('end replication'),
    tunnel: () => did('tunnel')(),
    peer: did('peer'),
  }
  const say = (line: string) => void said.push(line)
  const tunnel = hasTunnel ? { handPeer: did('hand peer'), file: '/lounge.conf' } : undefined
  const sides: Sides = { stack, lounge, home: 'prod', replica: 'replica', tunnel, told: { say } }
  const go = (steps: readonly Step[]) => walk(steps, { say, signal: stop.signal })
  return { sides, go, done, said, stop, failing }
}

test('up looks first, and makes the replica live last', async () => {
  const { sides, go, done, said } = rig()

  await go(wayUp(sides))

  expect(done).toEqual([
    'prepare',
    'preview',
    'up',
    'hand peer',
    'tunnel',
    'replicate',
    'level',
    'live replica',
  ])
  expect(said[0]).toBe('1/7 look at what will be made, and hold it to the rules of the house')
  expect(said[1]).toBe('    create 7')
})

test('nothing is made while home is not ready for it', async () => {
  const { sides, go, done } = rig({ failing: new Map([['prepare', 'CouchDB does not answer']]) })

  await expect(go(wayUp(sides))).rejects.toThrow('CouchDB does not answer')

  expect(done).toEqual(['prepare'])
})

test('a cluster nearby has no tunnel to check', async () => {
  const { sides, go, done } = rig({ hasTunnel: false })

  await go(wayUp(sides))

  expect(done).toEqual(['prepare', 'preview', 'up', 'replicate', 'level', 'live replica'])
})

test('down makes home live, compares, and only then destroys', async () => {
  const { sides, go, done, said } = rig()

  await go(wayDown(sides))

  expect(done).toEqual(['replicate', 'live prod', 'home has all', 'lift', 'destroy', 'end replication'])
  expect(said.at(-2)).toBe('    The tunnel leads nowhere now. If it is up: sudo wg-quick down /lounge.conf')
})

test('a replica that was never whole is destroyed without asking it', async () => {
  const { sides, go, done, said } = rig({ isGuarded: false })

  await go(wayDown(sides))

  expect(done).toEqual(['live prod', 'lift', 'destroy', 'end replication'])
  expect(said.join()).toContain('nothing is there to lose')
})

test('nothing is destroyed while home lacks a change', async () => {
  const { sides, go, done } = rig({ failing: new Map([['home has all', 'home lacks 1 commit']]) })

  await expect(go(wayDown(sides))).rejects.toThrow('home lacks 1 commit')

  expect(done).toEqual(['replicate', 'live prod', 'home has all'])
})

test('what the guard refuses to destroy is protected again', async () => {
  const { sides, go, done } = rig({ failing: new Map([['destroy', 'refused']]) })

  await expect(go(wayDown(sides))).rejects.toThrow('refused')

  expect(done.slice(-3)).toEqual(['lift', 'destroy', 'protect'])
})

test('a destroy that ended half way is not protected again, and the command goes on with it', async () => {
  const { sides, go, done, failing } = rig({ isGuarded: false, failing: new Map([['destroy', 'cut']]) })

  await expect(go(wayDown(sides))).rejects.toMatchObject({
    left: ['lift the protection of the data and destroy', 'end replication at home'],
  })
  failing.clear()
  await go(wayDown(sides))

  expect(done.slice(-4)).toEqual(['live prod', 'lift', 'destroy', 'end replication'])
  expect(done).not.toContain('protect')
})

test('changes are lost for a reason only, which the guard is told', async () => {
  const { sides, go, done, said } = rig()

  await go(wayDownAtALoss(sides, 'the instance is gone'))

  expect(done).toEqual(['tell guard: the instance is gone', 'lift', 'destroy', 'end replication'])
  expect(said.join()).toContain('npm run live -- prod --force --reason "…"')
})

const UP = ['preview', 'up', 'hand peer', 'tunnel', 'replicate', 'level', 'live replica']

test.each(UP.map((what, index) => [what, index]))('stopped at %s, it says what is left', async (_, index) => {
  const { sides, go, done, stop } = rig()
  const steps = wayUp(sides).map((step, at) => ({
    ...step,
    does: async () => {
      if (at === index) stop.abort()
      await step.does()
    },
  }))

  const error: Halfway = await go(steps).catch((cause) => cause)

  expect(error).toBeInstanceOf(Halfway)
  expect(error.message).toBe('stopped by hand')
  expect(error.left).toEqual(steps.slice(Number(index)).map(({ title }) => title))
  expect(done).toEqual(['prepare', ...UP.slice(0, Number(index) + 1)])
})
