/** What wants a look. */
import type { Case } from './case.ts'
import { CHAT, DATA, IMAGE, MIDI, NS } from './names.ts'

export const looked: readonly Case[] = [
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
