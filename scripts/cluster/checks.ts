/** What must be true of a lounge in a cluster, in the order in which it is tried. */
import { againChangesNothing, onlyReadersRoll } from './checks/changes.ts'
import { databaseLosesNothing, eachPodHeals, rollingLosesNothing } from './checks/losses.ts'
import { imagesSayTheirVersion, lineBecomesByte, overlayShows } from './checks/lounge.ts'
import { pairsAreRight, tamperedIsRefused } from './checks/walls.ts'
import type { Check } from './rig.ts'

export const checks: readonly (readonly [title: string, check: Check])[] = [
  ['a line in chat becomes bytes at the node', lineBecomesByte],
  ['the overlay serves its page, and the page is told of a change', overlayShows],
  ['applying again changes nothing', againChangesNothing],
  ['build_info says the version of every image', imagesSayTheirVersion],
  ['network policies: allowed ways are open, all others are cut', pairsAreRight],
  ['Pod Security refuses a tampered manifest', tamperedIsRefused],
  ['a rolling update under load loses no change and no answer', rollingLosesNothing],
  ['deleting the database pod under load loses nothing', databaseLosesNothing],
  ['deleting each pod in turn heals', eachPodHeals],
  ['a changed setting rolls only what reads it', onlyReadersRoll],
]
