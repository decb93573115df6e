/** Who may do what, and who sees secrets. */
import type { Case } from './case.ts'
import { FIRST, MIDI, NS } from './names.ts'

const role = (rules: readonly object[], kind = 'Role') => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name: 'reader', ...(kind === 'Role' && { namespace: NS }) },
  rules,
})

const binding = (name: string, kind = 'RoleBinding') => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name: 'chat', ...(kind === 'RoleBinding' && { namespace: NS }) },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: kind.replace('Binding', ''), name },
  subjects: [{ kind: 'ServiceAccount', name: 'chat', namespace: NS }],
})

export const trusted: readonly Case[] = [
  {
    title: 'a namespace for anything',
    patch: ({ set }) =>
      set(`Namespace ${NS}`, 'metadata/labels/pod-security.kubernetes.io~1enforce', 'privileged'),
    verdict: 'dangerous',
    rules: ['pod-security-exception'],
    says: [
      'pod-security-exception: Namespace lounge-prod: its pods may be privileged; they were to be restricted.',
    ],
  },
  {
    title: 'an exception with a reason',
    patch: ({ set }) =>
      set(MIDI, 'spec/template/metadata/annotations/lounge~1exception', 'privileged: it plays a drum'),
    verdict: 'dangerous',
    rules: ['pod-security-exception'],
    says: ['pod-security-exception: Deployment midi: an exception is made: privileged: it plays a drum.'],
  },
  {
    title: 'a privileged container',
    patch: ({ set }) => set(MIDI, `${FIRST}/securityContext/privileged`, true),
    verdict: 'dangerous',
    rules: ['privilege-added'],
    says: ['privilege-added: Deployment midi: the container midi runs privileged: it is root on its node.'],
  },
  {
    title: 'a capability',
    patch: ({ set }) => set(MIDI, `${FIRST}/securityContext/capabilities/add`, ['NET_ADMIN']),
    verdict: 'dangerous',
    rules: ['privilege-added'],
    says: ['privilege-added: Deployment midi: the container midi has the capability NET_ADMIN.'],
  },
  {
    title: 'capabilities that are no longer dropped',
    patch: ({ unset }) => unset(MIDI, `${FIRST}/securityContext/capabilities`),
    verdict: 'dangerous',
    rules: ['privilege-added'],
    says: ['privilege-added: Deployment midi: the container midi keeps the capabilities of its runtime.'],
  },
  {
    title: "the node's files",
    patch: ({ find }) =>
      find(MIDI).spec.template.spec.volumes.push({ name: 'etc', hostPath: { path: '/etc' } }),
    verdict: 'dangerous',
    rules: ['privilege-added'],
    says: ['privilege-added: Deployment midi: the pod mounts /etc of its node.'],
  },
  {
    title: 'a token in a setting',
    patch: ({ set }) =>
      set(`ConfigMap ${NS}/chat-settings`, 'data/TWITCH_TOKEN', 'oauth:abcdefghij1234567890'),
    verdict: 'dangerous',
    rules: ['secret-in-manifest'],
    secret: 'abcdefghij1234567890',
    says: ['secret-in-manifest: ConfigMap chat-settings: TWITCH_TOKEN holds what looks like a secret.'],
  },
  {
    title: 'a password in a variable',
    patch: ({ find }) =>
      (find(MIDI).spec.template.spec.containers[0].env = [{ name: 'DB_PASSWORD', value: 'hunter22' }]),
    verdict: 'dangerous',
    rules: ['secret-in-manifest'],
    secret: 'hunter22',
    says: [
      'secret-in-manifest: Deployment midi: the variable DB_PASSWORD of container midi holds what looks like a secret.',
    ],
  },
  {
    title: 'a Secret in the manifests',
    patch: ({ add }) =>
      add({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'keys', namespace: NS },
        stringData: { key: 'sesame' },
      }),
    verdict: 'dangerous',
    rules: ['secret-in-manifest'],
    secret: 'sesame',
  },
  {
    title: 'chat may read pods',
    patch: ({ add }) => {
      add(role([{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }]))
      add(binding('reader'))
    },
    verdict: 'dangerous',
    rules: ['rbac-widened'],
    says: [
      'rbac-widened: RoleBinding chat: ServiceAccount lounge-prod/chat may now get, list pods in lounge-prod.',
    ],
  },
  {
    title: 'chat may do everything',
    patch: ({ add }) => add(binding('cluster-admin', 'ClusterRoleBinding')),
    verdict: 'dangerous',
    rules: ['rbac-widened'],
    says: [
      'rbac-widened: ClusterRoleBinding chat: ServiceAccount lounge-prod/chat may now do anything with everything in every namespace.',
    ],
  },
]
