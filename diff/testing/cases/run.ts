/** What runs, from where, and within which limits. */
import type { Case } from './case.ts'
import { FIRST, IMAGE, MIDI, NS } from './names.ts'

const labels = { 'app.kubernetes.io/name': 'obs', 'app.kubernetes.io/part-of': 'eight-bit-sax-lounge' }

const pod = (image: string) => ({ metadata: { labels }, spec: { containers: [{ name: 'obs', image }] } })

const deployment = (spec: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'obs', namespace: NS },
  spec: { selector: { matchLabels: labels }, ...spec },
})

export const run: readonly Case[] = [
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
