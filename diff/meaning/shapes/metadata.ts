/** What every object says of itself. */
import { keyed, map, noise, object, type Shape, scalar, set } from '../shape.ts'

/** Left behind by kubectl and the cluster in manifests that were read out of one. */
const annotations: Shape = {
  ...map(),
  fields: {
    'kubectl.kubernetes.io/last-applied-configuration': noise,
    'deployment.kubernetes.io/revision': noise,
    'deprecated.daemonset.template.generation': noise,
  },
}

/** A namespace's own name. */
const labels: Shape = { ...map(), fields: { 'kubernetes.io/metadata.name': noise } }

const said = { name: scalar, namespace: scalar, labels, annotations }
const left = ['managedFields', 'resourceVersion', 'uid', 'generation', 'creationTimestamp', 'selfLink']

const METADATA = {
  ...said,
  finalizers: set(),
  ownerReferences: keyed(['uid']),
  ...Object.fromEntries(left.map((field) => [field, noise])),
}

export const metadata = object(METADATA)

/** Of pods and claims that are made of a template, which need say nothing of themselves. */
export const templateMetadata: Shape = { fields: METADATA, isNothingWhenEmpty: true }

export const selector = (isNothingWhenEmpty = false): Shape => ({
  fields: { matchLabels: map(), matchExpressions: set(object({ values: set() })) },
  ...(isNothingWhenEmpty && { isNothingWhenEmpty }),
})
