/** What a pod must be: restricted, sized, of one known image, and the owner of nothing it does not need. */
import type { Manifest } from '../manifest.ts'
import { type PodIn, podsIn } from './pod-spec.ts'

type Container = PodIn['spec']['containers'][number]

/** Says what must hold of a container, unless its pod is a reasoned exception. */
const demands: readonly [(container: Container) => boolean, string][] = [
  [
    ({ image }) => /(:\d[\w.-]*|@sha256:[0-9a-f]{64})$/.test(image),
    'needs an image with a version or a digest',
  ],
  [
    ({ imagePullPolicy }) => imagePullPolicy === 'IfNotPresent',
    'must be able to start while the registry is away',
  ],
  [({ resources }) => Boolean(resources?.requests?.cpu), 'needs a CPU request'],
  [
    ({ resources }) => Boolean(resources?.requests?.memory && resources.limits?.memory),
    'needs a memory request and limit',
  ],
  [
    ({ resources }) => Boolean(resources?.limits?.['ephemeral-storage']),
    'needs a limit of ephemeral storage',
  ],
  [
    ({ securityContext }) => securityContext?.readOnlyRootFilesystem === true,
    'needs a read-only root file system',
  ],
  [({ securityContext }) => securityContext?.runAsNonRoot === true, 'must not run as root'],
  [({ securityContext }) => securityContext?.runAsUser > 0, 'needs the number of its user'],
]

const restricted: typeof demands = [
  [({ securityContext }) => securityContext?.privileged !== true, 'must not be privileged'],
  [({ securityContext }) => securityContext?.allowPrivilegeEscalation === false, 'must not gain privileges'],
  [
    ({ securityContext }) => Boolean(securityContext?.capabilities?.drop?.includes('ALL')),
    'must drop all capabilities',
  ],
  [
    ({ securityContext }) => securityContext?.seccompProfile?.type === 'RuntimeDefault',
    "needs the runtime's seccomp profile",
  ],
]

const containerFaults = ({ path, spec, annotations }: PodIn) => {
  const isException = 'lounge/exception' in annotations
  const asked = isException ? demands : [...demands, ...restricted]
  return [...spec.containers, ...(spec.initContainers ?? [])].flatMap((container: Container) =>
    asked
      .filter(([holds]) => !holds(container))
      .map(([, says]) => `${path}: the container ${container.name} ${says}.`),
  )
}

const podFaults = ({ path, spec, annotations }: PodIn) => {
  const says: string[] = []
  if (spec.automountServiceAccountToken !== false) says.push('must not be given a token of the API server')
  if (spec.enableServiceLinks !== false) says.push('must not be given variables of its neighbours')
  if (spec.hostNetwork || spec.hostPID || spec.hostIPC) says.push("must keep out of the node's namespaces")
  if (
    spec.volumes?.some(({ hostPath }: { hostPath?: object }) => hostPath) &&
    !('lounge/exception' in annotations)
  )
    says.push("must not mount the node's files")
  if (!spec.priorityClassName) says.push('needs a priority')
  return says.map((each) => `${path}: the pod ${each}.`)
}

export const podsAreHardened = (manifests: readonly Manifest[]) =>
  podsIn(manifests).flatMap((pod) => [...podFaults(pod), ...containerFaults(pod)])
