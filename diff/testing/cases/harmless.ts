/** What is safe. */
import type { Case } from './case.ts'
import { FIRST, IMAGE, MIDI } from './names.ts'

export const harmless: readonly Case[] = [
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
