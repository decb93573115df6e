/** Finds the pods in manifests, whatever makes them. */
import type { KubeObject, Manifest } from '../manifest.ts'

export type PodIn = {
  readonly path: string
  readonly kind: string
  readonly namespace: string
  readonly owner: KubeObject
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  readonly spec: KubeObject['spec']
}

const templateOf = ({ kind, spec }: KubeObject) =>
  kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template

export const podsIn = (manifests: readonly Manifest[]): readonly PodIn[] =>
  manifests.flatMap(({ path, object }) => {
    const template = templateOf(object)
    if (!template?.spec?.containers) return []
    const { labels = {}, annotations = {} } = template.metadata ?? {}
    const { kind, metadata } = object
    return [
      {
        path,
        kind,
        namespace: metadata.namespace ?? '',
        owner: object,
        labels,
        annotations,
        spec: template.spec,
      },
    ]
  })

/** Whether a selector of labels takes these. */
export const selects = (
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
) => Object.entries(selector).every(([key, value]) => labels[key] === value)
