/** An environment as a whole: where it is, who may be there once, who reads what. */
import type { Case } from './case.ts'
import { CHAT, DB, MIDI, NS } from './names.ts'

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

export const whole: readonly Case[] = [
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
