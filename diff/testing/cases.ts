/** Small real changes, each with the verdict and the sentences that it deserves. */

import type { RuleName } from '../danger/rules.ts'
import type { Accepted } from '../judge/accepted.ts'
import type { Verdict } from '../judge/report.ts'
import type { Patch } from './lounge.ts'

export type Case = {
  readonly title: string
  readonly patch: Patch
  /** Folders that are patched. @default ['prod'] */
  readonly in?: readonly string[]
  readonly verdict: Verdict
  /** Each one, word by word. */
  readonly says?: readonly string[]
  /** Of every danger there is. @default none */
  readonly rules?: readonly RuleName[]
  readonly accepted?: readonly Accepted[]
  /** What no sentence may hold. */
  readonly silent?: readonly string[]
  /** What no view may show. */
  readonly secret?: string
}

const NS = 'lounge-prod'
const CHAT = `Deployment ${NS}/chat`
const MIDI = `Deployment ${NS}/midi`
const DATA = `Deployment ${NS}/data`
const DB = `StatefulSet ${NS}/db`
const FIRST = 'spec/template/spec/containers/0'
const IMAGE = `${FIRST}/image`

const labels = { 'app.kubernetes.io/name': 'obs', 'app.kubernetes.io/part-of': 'eight-bit-sax-lounge' }

const pod = (image: string) => ({ metadata: { labels }, spec: { containers: [{ name: 'obs', image }] } })

const deployment = (spec: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'obs', namespace: NS },
  spec: { selector: { matchLabels: labels }, ...spec },
})

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

const from = (peer: object, port: number) => ({ from: [peer], ports: [{ port, protocol: 'TCP' }] })

const podsNamed = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } })

const harmless: readonly Case[] = [
  { title: 'nothing', patch: () => {}, verdict: 'safe' },
  {
    title: 'a newer patch of midi',
    patch: ({ set }) => set(MIDI, IMAGE, 'ghcr.io/lounge/midi:1.4.1'),
    verdict: 'safe',
    says: [
      'midi rolls: 2 pods replaced one after another, at least 2 ready all the while; done after at most 4 min 50 s.',
      'No line is missed, and the pedal does not jump: its node reconnects and sends only what differs.',
    ],
  },
  {
    title: 'a third replica of midi',
    patch: ({ set }) => set(MIDI, 'spec/replicas', 3),
    verdict: 'safe',
    says: [
      'midi scaled: 2 → 3 pods; those that are there stay, the new ones are ready after at most 2 min 5 s.',
    ],
  },
  {
    title: 'more memory for midi',
    patch: ({ set }) => set(MIDI, `${FIRST}/resources/limits/memory`, '1Gi'),
    verdict: 'safe',
  },
  {
    title: 'a label that nothing selects',
    patch: ({ set }) => set(MIDI, 'metadata/labels/team', 'sax'),
    verdict: 'safe',
  },
  {
    title: 'a default that is written out',
    patch: ({ set }) => set(MIDI, 'spec/template/spec/dnsPolicy', 'ClusterFirst'),
    verdict: 'safe',
  },
]

const looked: readonly Case[] = [
  {
    title: 'a newer patch of chat',
    patch: ({ set }) => set(CHAT, IMAGE, 'ghcr.io/lounge/chat:1.4.1'),
    verdict: 'look',
    says: [
      'chat recreated: the old pod goes before the new one comes, so none is there for at most 2 min 45 s.',
      'Chat misses every line typed for up to 2 min 45 s: Twitch does not say it again.',
    ],
  },
  {
    title: 'a newer major of data',
    patch: ({ set }) => set(DATA, IMAGE, 'ghcr.io/lounge/data:2.0.0'),
    verdict: 'look',
    says: [
      'not-judged: Deployment data: image of container data.',
      'No change is lost; streams resume where they were.',
    ],
  },
  {
    title: 'another address of data',
    patch: ({ set }) => {
      set(`ConfigMap ${NS}/midi-settings`, 'data/DATA_URL', 'http://data2:7101')
      set(MIDI, 'spec/template/metadata/annotations/lounge~1settings', '0123456789abcdef')
    },
    verdict: 'look',
    says: ['not-judged: ConfigMap midi-settings: DATA_URL.'],
  },
  {
    title: 'a setting whose readers are not restarted',
    patch: ({ set }) => set(`ConfigMap ${NS}/midi-settings`, 'data/DATA_URL', 'http://data2:7101'),
    verdict: 'look',
    says: [
      'midi nothing: it reads the ConfigMap midi-settings but is not restarted, and it reads that when it starts: the new values wait for its next restart.',
    ],
  },
  {
    title: 'midi scaled to one',
    patch: ({ set }) => set(MIDI, 'spec/replicas', 1),
    verdict: 'look',
    says: ['midi scaled: 2 → 1 pods; the others end within 40 s, those that stay are not touched.'],
  },
  {
    title: 'midi scaled to none',
    patch: ({ set }) => set(MIDI, 'spec/replicas', 0),
    verdict: 'look',
    says: [
      'midi stops: all 2 of its pods go; it is scaled to none.',
      'No change is accepted from then on; chat says that it does not know yet. The pedal keeps what it has: it does not jump.',
    ],
  },
  {
    title: 'data replaced all at once',
    patch: ({ set }) => {
      set(DATA, 'spec/strategy/rollingUpdate', { maxSurge: 0, maxUnavailable: '100%' })
      set(DATA, IMAGE, 'ghcr.io/lounge/data:1.4.1')
    },
    verdict: 'look',
    says: [
      'data recreated: all 2 pods may be replaced at the same time, so none is there for at most 2 min 45 s.',
      'Nothing is accepted for up to 2 min 45 s, and the overlay stands still; the pedal does not jump.',
    ],
  },
  {
    title: 'an edge that closes',
    patch: ({ find }) => find(`NetworkPolicy ${NS}/data`).spec.ingress.shift(),
    verdict: 'look',
    says: ['edge-closed: NetworkPolicy data: midi can no longer reach data on 7101.'],
  },
  {
    title: 'a larger claim',
    patch: ({ set }) => set(`PersistentVolumeClaim ${NS}/db`, 'spec/resources/requests/storage', '10Gi'),
    verdict: 'look',
    says: ['not-judged: PersistentVolumeClaim db: size.'],
  },
]

const stored: readonly Case[] = [
  {
    title: "the database's claim removed",
    patch: ({ remove }) => remove(`PersistentVolumeClaim ${NS}/db`),
    verdict: 'dangerous',
    rules: ['volume-removed'],
    says: [
      'volume-removed: PersistentVolumeClaim db: the claim is deleted: the storage class kept keeps the volume, unbound, until someone deletes it or binds it again. It holds the data of db.',
      'db loses: its claim db goes: the storage class kept keeps the volume, unbound, until someone deletes it or binds it again.',
      'The log is gone with it: settings, presets, mutes and history. An environment that opens an empty log with the defaults makes the pedal jump to them.',
    ],
  },
  {
    title: 'the claim removed on purpose',
    patch: ({ remove }) => remove(`PersistentVolumeClaim ${NS}/db`),
    verdict: 'look',
    accepted: [
      {
        rule: 'volume-removed',
        object: `PersistentVolumeClaim ${NS}/db`,
        reason: 'prod starts over after the move',
      },
    ],
  },
  {
    title: 'another danger accepted than the one there is',
    patch: ({ remove }) => remove(`PersistentVolumeClaim ${NS}/db`),
    verdict: 'dangerous',
    rules: ['volume-removed'],
    accepted: [
      { rule: 'volume-removed', object: 'PersistentVolumeClaim lounge-dev/db', reason: 'dev starts over' },
    ],
  },
  {
    title: 'a smaller claim',
    patch: ({ set }) => set(`PersistentVolumeClaim ${NS}/db`, 'spec/resources/requests/storage', '1Gi'),
    verdict: 'dangerous',
    rules: ['volume-shrunk'],
    says: ['volume-shrunk: PersistentVolumeClaim db: its size goes 5Gi → 1Gi.'],
  },
  {
    title: 'another kind of storage',
    patch: ({ set }) => set(`PersistentVolumeClaim ${NS}/db`, 'spec/storageClassName', 'fast'),
    verdict: 'dangerous',
    rules: ['apply-refused'],
    says: ["apply-refused: PersistentVolumeClaim db: storage class can't be changed once it is there."],
  },
  {
    title: 'a database that no longer mounts its claim',
    patch: ({ find }) => {
      const { volumes } = find(DB).spec.template.spec
      const claim = volumes.find((volume: object) => 'persistentVolumeClaim' in volume)
      delete claim.persistentVolumeClaim
      claim.emptyDir = {}
    },
    verdict: 'dangerous',
    rules: ['volume-removed', 'stateful-set-changed'],
    says: [
      'volume-removed: StatefulSet db: it no longer mounts the claim db: it starts with an empty folder, its data stays behind unused.',
    ],
  },
  {
    title: 'a newer CouchDB',
    patch: ({ set }) => set(DB, IMAGE, 'couchdb:3.5.2'),
    verdict: 'dangerous',
    rules: ['stateful-set-changed'],
    says: [
      'stateful-set-changed: StatefulSet db: changed: image of container db.',
      'db recreated: its only pod goes before the new one comes, so none is there for at most 2 min 45 s.',
      'Nothing can be accepted for up to 2 min 45 s: chat says that it does not know yet, the pedal keeps what it has.',
    ],
  },
  {
    title: "another selector of the database's",
    patch: ({ set }) => set(DB, 'spec/selector/matchLabels', { app: 'db' }),
    verdict: 'dangerous',
    rules: ['stateful-set-changed', 'apply-refused'],
    says: [
      "db refused: the API server refuses it: selected label app, selected label app.kubernetes.io/name, label of its pods can't be changed once the object is there. It would have to be deleted and made again.",
    ],
  },
  {
    title: 'a namespace removed',
    patch: ({ remove }) => remove(`Namespace ${NS}`),
    verdict: 'dangerous',
    rules: ['namespace-removed'],
    says: [
      'namespace-removed: Namespace lounge-prod: it is deleted with all in it: 33 objects here, 2 of them claims on a volume, and its Secrets.',
    ],
  },
]

/** What reads a file and runs now and then. */
const report = {
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'report', namespace: NS },
  spec: {
    schedule: '0 3 * * *',
    jobTemplate: {
      spec: {
        template: { spec: { containers: [{ name: 'report', image: 'ghcr.io/lounge/report:1.0.0' }] } },
      },
    },
  },
}

const shown: readonly Case[] = [
  {
    title: 'prod in another namespace',
    patch: ({ each }) =>
      each(({ kind, metadata }) => {
        if (kind === 'Namespace') metadata.name = 'lounge-stage'
        else if (metadata.namespace) metadata.namespace = 'lounge-stage'
      }),
    verdict: 'dangerous',
    rules: ['namespace-removed', 'volume-removed'],
    says: [
      'chat recreated: it has another identity, so the old one is deleted and this one starts; up to 2 min 45 s apart or at the same time.',
      'Chat misses every line typed for up to 2 min 45 s: Twitch does not say it again.',
      'Two bots may speak at once, each answering the same line.',
    ],
    silent: ['can no longer reach', 'it is new'],
  },
  {
    title: 'an environment that goes',
    patch: ({ each, remove }) => {
      const names: string[] = []
      each(({ kind, metadata }) =>
        names.push(`${kind} ${metadata.namespace ? `${NS}/` : ''}${metadata.name}`),
      )
      for (const name of names) remove(name)
    },
    verdict: 'dangerous',
    rules: ['namespace-removed', 'volume-removed'],
    says: ['chat stops: it goes and nothing takes its place.'],
    silent: ['can no longer reach', 'not-judged: Deployment chat'],
  },
  {
    title: 'a checksum that a tool made of what its pods read',
    patch: ({ set }) =>
      set(
        MIDI,
        'spec/template/metadata/annotations/checksum~1config',
        '1f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      ),
    verdict: 'look',
    silent: ['secret'],
  },
  {
    title: 'a label of settings, which nobody reads',
    patch: ({ set }) => set(`ConfigMap ${NS}/midi-settings`, 'metadata/labels/team', 'sax'),
    verdict: 'safe',
    silent: ['midi nothing'],
  },
  {
    title: 'a run now and then that is new',
    patch: ({ add }) => add(report),
    verdict: 'look',
    says: ['report starts: it is new.'],
  },
  {
    title: 'two bots',
    patch: ({ set }) => set(CHAT, 'spec/replicas', 2),
    verdict: 'dangerous',
    rules: ['single-owner-scaled'],
    says: [
      'single-owner-scaled: Deployment chat: it is the only one of its kind and becomes 2 at once.',
      'Two bots may speak at once, each answering the same line.',
    ],
  },
  {
    title: 'a bot that is rolled',
    patch: ({ set }) => set(CHAT, 'spec/strategy', { type: 'RollingUpdate' }),
    verdict: 'dangerous',
    rules: ['single-owner-scaled'],
    says: [
      'single-owner-scaled: Deployment chat: it no longer goes before the next one comes: two run at once whenever it is replaced.',
    ],
  },
  {
    title: 'two databases',
    patch: ({ set }) => set(DB, 'spec/replicas', 2),
    verdict: 'dangerous',
    rules: ['single-owner-scaled'],
  },
  {
    title: "dev opens prod's channel",
    in: ['dev'],
    patch: ({ set }) => set('ConfigMap lounge-dev/chat-settings', 'data/TWITCH_CHANNEL', 'eightbitsaxlounge'),
    verdict: 'dangerous',
    rules: ['two-openers'],
    says: [
      'two-openers: ConfigMap midi-settings: it opens the log of the channel eightbitsaxlounge, and so does prod (lounge-prod).',
    ],
  },
  {
    title: 'another address for OBS',
    in: ['cluster-home'],
    patch: ({ set }) =>
      set('IPAddressPool metallb-system/lounge', 'spec/addresses', ['192.168.1.244-192.168.1.250']),
    verdict: 'dangerous',
    rules: ['address-moved'],
    says: [
      'address-moved: IPAddressPool lounge: it no longer gives out 192.168.1.240/30: a service that has one of them gets another.',
    ],
  },
  {
    title: 'one pod that may never go',
    patch: ({ set }) => set(`PodDisruptionBudget ${NS}/midi`, 'spec/maxUnavailable', 0),
    verdict: 'dangerous',
    rules: ['drain-blocked'],
    says: ['drain-blocked: PodDisruptionBudget midi: it lets none of the pods of midi (2) go.'],
  },
]

const reached: readonly Case[] = [
  {
    title: 'chat may ask the database',
    patch: ({ find }) => {
      find(`NetworkPolicy ${NS}/chat`).spec.egress.push({ to: [podsNamed('db')], ports: [{ port: 5984 }] })
      find(`NetworkPolicy ${NS}/db`).spec.ingress.push(from(podsNamed('chat'), 5984))
    },
    verdict: 'dangerous',
    rules: ['edge-opened'],
    says: ['edge-opened: NetworkPolicy db: chat can now reach db on 5984.'],
  },
  {
    title: 'one side of an edge, which the other keeps closed',
    patch: ({ find }) => find(`NetworkPolicy ${NS}/db`).spec.ingress.push(from(podsNamed('chat'), 5984)),
    verdict: 'look',
    says: ['not-judged: NetworkPolicy db: ingress.'],
  },
  {
    title: 'every namespace may ask chat',
    patch: ({ find }) =>
      find(`NetworkPolicy ${NS}/chat`).spec.ingress.push(from({ namespaceSelector: {} }, 7104)),
    verdict: 'dangerous',
    rules: ['edge-opened'],
    says: ['edge-opened: NetworkPolicy chat: every pod of any namespace can now reach chat on 7104.'],
  },
  {
    title: 'chat may reach the LAN',
    patch: ({ find }) => {
      const { ipBlock } = find(`NetworkPolicy ${NS}/chat`)
        .spec.egress.flatMap(({ to }: { to: object[] }) => to)
        .find((peer: object) => 'ipBlock' in peer)
      ipBlock.except = ipBlock.except.filter((block: string) => block !== '192.168.0.0/16')
    },
    verdict: 'dangerous',
    rules: ['edge-opened'],
    says: ['edge-opened: NetworkPolicy chat: chat can now reach private addresses 192.168.0.0/16 on 443.'],
  },
  {
    title: 'no policy for midi',
    patch: ({ remove }) => {
      remove(`NetworkPolicy ${NS}/midi`)
      remove(`NetworkPolicy ${NS}/default-deny`)
    },
    verdict: 'dangerous',
    rules: ['edge-opened'],
    says: ['edge-opened: NetworkPolicy midi: anyone can now reach midi on any port.'],
  },
  {
    title: 'midi behind a load balancer',
    patch: ({ set }) => set(`Service ${NS}/midi`, 'spec/type', 'LoadBalancer'),
    verdict: 'dangerous',
    rules: ['exposure-widened'],
    says: ['exposure-widened: Service midi: port 7102 is open to outside the cluster (LoadBalancer).'],
  },
  {
    title: 'data served to outside',
    patch: ({ add }) =>
      add({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'data', namespace: NS },
        spec: { rules: [{ host: 'data.example', http: { paths: [{ path: '/', pathType: 'Prefix' }] } }] },
      }),
    verdict: 'dangerous',
    rules: ['exposure-widened'],
    says: ['exposure-widened: Ingress data: data.example/ is served to outside.'],
  },
]

const trusted: readonly Case[] = [
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

const run: readonly Case[] = [
  {
    title: 'the latest midi, whichever that is',
    patch: ({ set }) => set(MIDI, IMAGE, 'ghcr.io/lounge/midi:latest'),
    verdict: 'dangerous',
    rules: ['image-unpinned'],
    says: [
      'image-unpinned: Deployment midi: the image of midi is ghcr.io/lounge/midi:latest, and latest moves with each release.',
    ],
  },
  {
    title: 'an older midi',
    patch: ({ set }) => set(MIDI, IMAGE, 'ghcr.io/lounge/midi:1.3.9'),
    verdict: 'dangerous',
    rules: ['image-downgraded'],
    says: ['image-downgraded: Deployment midi: the image of midi goes back from 1.4.0 to 1.3.9.'],
  },
  {
    title: 'a midi from elsewhere',
    patch: ({ set }) => set(MIDI, IMAGE, 'docker.io/someone/midi:1.4.0'),
    verdict: 'dangerous',
    rules: ['image-from-elsewhere'],
    says: [
      'image-from-elsewhere: Deployment midi: the image of midi comes from docker.io/someone/midi; so far it came from ghcr.io/lounge/midi.',
    ],
  },
  {
    title: 'a new workload from a strange place',
    patch: ({ add }) => add(deployment({ template: pod('quay.example/obs:1.0.0') })),
    verdict: 'dangerous',
    rules: ['image-from-elsewhere'],
    says: [
      'image-from-elsewhere: Deployment obs: the image of obs comes from quay.example, from where nothing came so far.',
      'obs starts: it is new, with one pod, ready after at most 0 s.',
    ],
  },
  {
    title: 'no readiness probe',
    patch: ({ unset }) => unset(MIDI, `${FIRST}/readinessProbe`),
    verdict: 'dangerous',
    rules: ['probe-removed'],
    says: [
      'probe-removed: Deployment midi: the container midi: nobody asks any more whether it can serve: it gets requests as soon as it runs.',
    ],
  },
  {
    title: 'no memory limit',
    patch: ({ unset }) => unset(MIDI, `${FIRST}/resources/limits/memory`),
    verdict: 'dangerous',
    rules: ['limit-removed'],
    says: ['limit-removed: Deployment midi: the container midi may take any amount of memory.'],
  },
  {
    title: 'no quota',
    patch: ({ remove }) => remove(`ResourceQuota ${NS}/quota`),
    verdict: 'dangerous',
    rules: ['limit-removed'],
    says: ['limit-removed: ResourceQuota quota: it is removed: nothing bounds the namespace any more.'],
  },
  {
    title: 'an API that is gone',
    patch: ({ find }) => (find(`PodDisruptionBudget ${NS}/midi`).apiVersion = 'policy/v1beta1'),
    verdict: 'dangerous',
    rules: ['api-removed'],
    says: [
      'api-removed: PodDisruptionBudget midi: policy/v1beta1 PodDisruptionBudget is not served since Kubernetes 1.25; policy/v1 takes its place.',
    ],
  },
]

export const cases: readonly Case[] = [
  ...harmless,
  ...looked,
  ...stored,
  ...shown,
  ...reached,
  ...trusted,
  ...run,
]
