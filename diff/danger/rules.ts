/** Every danger rule. */
import { addressMoved } from './address.ts'
import { apiRemoved } from './api.ts'
import { crdRemoved } from './crd.ts'
import { drainBlocked } from './drain.ts'
import { edgeOpened } from './edge.ts'
import { exposureWidened } from './exposure.ts'
import { imageDowngraded, imageFromElsewhere, imageUnpinned } from './image.ts'
import { limitRemoved } from './limit.ts'
import { namespaceRemoved } from './namespace.ts'
import { twoOpeners } from './openers.ts'
import { podSecurityException } from './pod-security.ts'
import { privilegeAdded } from './privilege.ts'
import { probeRemoved } from './probe.ts'
import { rbacWidened } from './rbac.ts'
import { applyRefused } from './refused.ts'
import { secretInManifest } from './secret.ts'
import { singleOwnerScaled } from './single-owner.ts'
import { statefulSetChanged } from './stateful-set.ts'
import { volumeRemoved, volumeShrunk } from './volume.ts'

/** What can't be undone comes first. */
export const rules = [
  namespaceRemoved,
  volumeRemoved,
  volumeShrunk,
  crdRemoved,
  secretInManifest,
  applyRefused,
  statefulSetChanged,
  singleOwnerScaled,
  twoOpeners,
  edgeOpened,
  exposureWidened,
  privilegeAdded,
  podSecurityException,
  rbacWidened,
  imageUnpinned,
  imageDowngraded,
  imageFromElsewhere,
  probeRemoved,
  limitRemoved,
  drainBlocked,
  addressMoved,
  apiRemoved,
] as const

export type RuleName = (typeof rules)[number]['name']
