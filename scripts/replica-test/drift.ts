/** What somebody has changed behind Pulumi's back is seen by a refresh, and set right by an `up`. */
import assert from 'node:assert/strict'
import { changed } from './asks.ts'
import { type Account, overwrite, retag, shut } from './inventory.ts'
import { type Check, HOURS } from './rig.ts'
import type { Trial } from './trial.ts'

type Seen = { readonly update?: number; readonly delete?: number }

const urnEnds = (ending: string) => (resource: { readonly urn: string }) => resource.urn.endsWith(ending)

/** As the provider calls it. */
const idOf = async ({ raw }: Trial, ending: string): Promise<string> => {
  const { deployment } = await raw.exportStack()
  const found = (deployment.resources as { urn: string; id?: string }[]).find(urnEnds(ending))
  assert.ok(found?.id, `there is no ${ending}`)
  return found.id
}

type Drift = {
  readonly what: string
  readonly does: (trial: Trial, account: Account) => Promise<unknown>
  /** By the refresh, and by the preview after it. */
  readonly seen: Seen
  readonly mended: { readonly update?: number; readonly create?: number }
}

const drifts: readonly Drift[] = [
  {
    what: 'a setting',
    does: ({ stack }, account) => overwrite(account, HOURS(stack.name), '99'),
    ...{ seen: { update: 1 }, mended: { update: 1 } },
  },
  {
    what: 'a tag',
    does: async (trial, account) =>
      retag(account, await idOf(trial, 'volume:Volume::data'), ['lounge', 'other']),
    ...{ seen: { update: 1 }, mended: { update: 1 } },
  },
  {
    what: 'a door that was shut',
    does: async (trial, account) => {
      const group = await idOf(trial, 'securityGroup:SecurityGroup::network-door')
      await shut(account, group, await idOf(trial, 'IngressRule::network-wireguard'))
    },
    ...{ seen: { delete: 1 }, mended: { create: 1 } },
  },
]

export const driftIsSeen: Check = async ({ trial, account }) => {
  // What is only known once it is used, such as to whom an address was given, is told first.
  await trial.raw.refresh({ onOutput: trial.told.say })
  for (const { what, does, seen, mended } of drifts) {
    await does(trial, account)
    const { summary } = await trial.raw.refresh({ onOutput: trial.told.say })
    const { same: _, ...found } = summary.resourceChanges ?? {}
    assert.deepEqual(found, seen, `${what}: ${JSON.stringify(found)} was seen`)
    assert.deepEqual(await changed(trial), mended, what)
    await trial.stack.up(trial.told)
  }
  assert.deepEqual(await changed(trial), {})
  return drifts.map(({ what }) => what).join(', ')
}
