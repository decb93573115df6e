/** Fields whose change asks nothing of a reader: what it does is known, and is no less than before. */
import type { FieldChange, FolderChange, Manifest, ObjectChange } from '../change.ts'
import { isFields } from '../objects/at.ts'
import { imageOf, stepOf } from '../objects/image.ts'
import { pairsIn } from '../objects/pairs.ts'
import { containersOf, type Pods, tryPodsOf } from '../objects/pods.ts'
import { isLess } from '../objects/quantity.ts'
import { isVersionLabel } from '../objects/version-label.ts'

type Judges = (field: FieldChange, keys: readonly string[]) => boolean

const isUpgrade = (from: unknown, to: unknown) => {
  const [before, after] = [imageOf(String(from)), imageOf(String(to))]
  return before.repository === after.repository && ['patch', 'minor'].includes(stepOf(before.tag, after.tag))
}

const image: Judges = ({ from, to }, keys) => keys.at(-1) === 'image' && isUpgrade(from, to)

const version: Judges = (_, keys) => isVersionLabel(keys.at(-1))

/** More pods, or fewer of which two are left. */
const replicas: Judges = ({ from, to }, keys) =>
  keys.join('.') === 'spec.replicas' && Number(from) > 0 && (Number(to) > Number(from) || Number(to) > 1)

const moreRoom: Judges = ({ from, to }, keys) => keys.at(-2) === 'limits' && isLess(to, from)

const label: Judges = (_, keys) => keys[0] === 'metadata' && keys[1] === 'labels'

const loudness: Judges = (_, keys) => keys.join('.') === 'data.LOG_LEVEL'

const order: Judges = ({ isOrder }) => isOrder === true

const JUDGES = [image, version, replicas, moreRoom, loudness, order]

const isHarmless = (field: FieldChange, kind: string) => {
  const keys = field.path.map((step) => (typeof step === 'string' ? step : '*'))
  return JUDGES.some((judges) => judges(field, keys)) || (kind !== 'Namespace' && label(field, keys))
}

/** Without what names the version, which is in each label and each name. */
const bare = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(bare)
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'image' || isVersionLabel(key) ? '' : bare(inner),
    ]),
  )
}

const isSameBut = (from: Pods, to: Pods) =>
  JSON.stringify(bare(from.owner.spec)) === JSON.stringify(bare(to.owner.spec))

const images = (pods: Pods) => containersOf(pods).map((each) => each.image)

/** A job that runs again under its next name because its image is newer. */
const isNextRun = (change: FolderChange, object: Manifest) =>
  pairsIn(change).some(
    ({ from, to }) =>
      from &&
      to.owner.kind === 'Job' &&
      (to.owner === object || from.owner === object) &&
      isSameBut(from, to) &&
      images(to).every((each, index) => each === images(from)[index] || isUpgrade(images(from)[index], each)),
  )

/** The fields that only a reader can judge; an object that comes or goes is one as a whole, unless that is told already. */
export const unjudged = (
  change: FolderChange,
  each: ObjectChange,
  isToldAsWhole: boolean,
): readonly FieldChange[] | 'object' => {
  const isWhole = each.from === undefined || each.to === undefined || each.was !== undefined
  if (isWhole && !isToldAsWhole) {
    const object = (each.to ?? each.from) as Manifest
    return tryPodsOf(object) && isNextRun(change, object) ? [] : 'object'
  }
  return each.fields.filter((field) => !isHarmless(field, each.identity.kind))
}
