/** What is forbidden is refused: connections by policies, pods by Pod Security. */
import type { KubeObject } from '../../../constructs/manifest.ts'
import { withOutsiders } from '../outsiders.ts'
import { tryPairs } from '../pairs.ts'
import { type Check, demand } from '../rig.ts'

export const pairsAreRight: Check = async ({ kube }) => {
  const { faults, tried, open } = await withOutsiders((outsiders) => tryPairs(kube, outsiders))
  demand(faults.length === 0, faults.join('; '))
  return `${tried} ways tried between workloads, the door, monitoring and a stranger; ${open} are open`
}

export const tamperedIsRefused: Check = async ({ kube }) => {
  const chat = JSON.parse(await kube.within('get', 'deployment', 'chat', '--output', 'json')) as KubeObject
  const pod = (tampering: object) => {
    const { containers, ...spec } = chat.spec.template.spec
    const metadata = { name: 'tampered', namespace: kube.namespace }
    const [container] = containers
    const securityContext = { ...container.securityContext, ...tampering }
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { ...spec, containers: [{ ...container, securityContext }] },
    }
  }
  const apply = (manifest: object) =>
    kube.run(['create', '--dry-run=server', '--filename', '-'], JSON.stringify(manifest))
  const refusal = (manifest: object) => apply(manifest).then(String, (error: Error) => error.message)
  await apply(pod({}))
  for (const tampering of [
    { runAsNonRoot: false, runAsUser: 0 },
    { allowPrivilegeEscalation: true },
    { capabilities: { add: ['NET_RAW'] } },
    { privileged: true, allowPrivilegeEscalation: true },
  ]) {
    const said = await refusal(pod(tampering))
    demand(
      /violates PodSecurity "restricted/.test(said),
      `${JSON.stringify(tampering)} was not refused: ${said}`,
    )
  }
  return "chat's own pod is taken, and refused with any of 4 changes"
}
