/** Pods come and go, and nothing that was acknowledged goes with them. */
import { changeIds } from '../log-reader.ts'
import { allReady, type Check, demand, isDone, plays } from '../rig.ts'
import { until } from '../talk.ts'

/** At least so many lines, and on until the cluster is done; this many at once. */
const LINES = 30
const AT_ONCE = 3

/** Talks for as long as something goes on in the cluster; resolves to all answers. */
const talkDuring = async (mo: Parameters<Check>[0]['mo'], doing: Promise<unknown>) => {
  let isDoing = true
  const done = doing.finally(() => {
    isDoing = false
  })
  const answers: string[] = []
  while (isDoing || answers.length < LINES) {
    const lines = Array.from({ length: AT_ONCE }, (_, i) => `!mix ${((answers.length + i) % 9) + 1}`)
    answers.push(...(await mo.askAll(lines)))
  }
  await done
  return answers
}

export const rollingLosesNothing: Check = async ({ kube, mo, keys }) => {
  const known = new Set(await changeIds(kube, keys))
  const roll = async (name: string) => {
    await kube.within('rollout', 'restart', `deployment/${name}`)
    await kube.ready(`deployment/${name}`)
  }
  const answers = await talkDuring(mo, Promise.all(['midi', 'data'].map(roll)))
  const unsure = answers.filter((each) => !isDone(each))
  demand(unsure.length === 0, `${unsure.length} of ${answers.length} lines got no good answer: ${unsure[0]}`)
  const kept = (await changeIds(kube, keys)).filter((id) => !known.has(id)).length
  demand(kept === answers.length, `${answers.length} changes were acknowledged, ${kept} are in the log`)
  return `${answers.length} lines, ${AT_ONCE} at once, as many answers and changes in the log`
}

export const databaseLosesNothing: Check = async ({ kube, mo, keys }) => {
  const before = await changeIds(kube, keys)
  const remove = async () => {
    await kube.within('delete', 'pod', 'db-0', '--wait=true')
    await kube.ready('statefulset/db')
  }
  const answers = await talkDuring(mo, remove())
  await plays(mo)
  const after = await changeIds(kube, keys)
  demand(
    JSON.stringify(after.slice(-before.length)) === JSON.stringify(before),
    'the log before is not what it was',
  )
  const acknowledged = answers.filter(isDone).length
  const kept = after.length - before.length
  demand(kept > acknowledged, `${acknowledged} changes were acknowledged, ${kept} are in the log`)
  return `${acknowledged} of ${answers.length} lines were acknowledged meanwhile, ${kept} changes are in the log`
}

export const eachPodHeals: Check = async ({ kube, mo }) => {
  const pods = (await kube.list('pods')).filter(
    ({ metadata, status }) => status?.phase === 'Running' && !metadata.deletionTimestamp,
  )
  const names = pods.map(({ metadata }) => metadata.name).filter((name) => !name.startsWith('room'))
  for (const name of names) {
    await kube.within('delete', 'pod', name, '--wait=true')
    await allReady(kube)
    await plays(mo)
  }
  await until('nothing is on its way out', async () =>
    (await kube.list('pods')).every(({ metadata }) => !metadata.deletionTimestamp),
  )
  return names.join(', ')
}
