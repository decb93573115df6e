/** Pods in other namespaces, for as long as a check needs them: the way in, monitoring, and somebody who is neither. */
import { doors } from '../../constructs/exposure.ts'
import { ROOM_IMAGE } from './images.ts'
import { kubeIn } from './kube.ts'

const OUTSIDE = { door: doors.ingress, monitoring: 'monitoring', stranger: 'lounge-stranger' } as const
export type Outsider = keyof typeof OUTSIDE

const POD = 'lounge-outsider'

const podOf = (namespace: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: POD, namespace, labels: { 'app.kubernetes.io/name': POD } },
  spec: {
    terminationGracePeriodSeconds: 0,
    containers: [{ name: POD, image: ROOM_IMAGE, imagePullPolicy: 'IfNotPresent' }],
  },
})

/** Where a namespace is there already, only the pod is made and taken away again. */
const settle = async (namespace: string) => {
  const kube = kubeIn(namespace)
  const isMade = await kube.run(['create', 'namespace', namespace]).then(
    () => true,
    () => false,
  )
  await kube.run(['apply', '--filename', '-'], JSON.stringify(podOf(namespace)))
  await kube.within('wait', '--for=condition=Ready', `pod/${POD}`, '--timeout=60s')
  const leave = () =>
    isMade ? kube.run(['delete', 'namespace', namespace]) : kube.within('delete', 'pod', POD)
  return { kube, leave }
}

/** `does` is given each outsider's pod, and the cluster as seen from it. */
export const withOutsiders = async <Result>(
  does: (
    outsiders: readonly { name: Outsider; pod: string; kube: ReturnType<typeof kubeIn> }[],
  ) => Promise<Result>,
): Promise<Result> => {
  const settled = await Promise.all(
    Object.entries(OUTSIDE).map(async ([name, namespace]) => ({
      name: name as Outsider,
      pod: POD,
      ...(await settle(namespace)),
    })),
  )
  try {
    return await does(settled)
  } finally {
    await Promise.all(settled.map(({ leave }) => leave()))
  }
}
