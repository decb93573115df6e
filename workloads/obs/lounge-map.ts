/** The lounge's own map. Copy it, name the copy with OBS_MAP, and let it name what your OBS has. */
import type { ObsMapInput } from './map.ts'

export const map: ObsMapInput = {
  texts: [
    { source: 'Lounge engine', text: '{engine}' },
    { source: 'Lounge knobs', text: 'time {time} · {dial1.label} {dial1} · {dial2.label} {dial2}' },
    { source: 'Lounge player', text: '{player}' },
  ],
  scenes: [
    { scene: 'Lounge stars', when: { engine: ['shimmer', 'edome'] } },
    { scene: 'Lounge', when: {} },
  ],
  visible: [
    { scene: 'Lounge', source: 'Lounge locked', when: { locked: true } },
    { scene: 'Lounge', source: 'Lounge pedal away', when: { pedal: 'away' } },
  ],
  filters: [
    {
      source: 'Lounge backdrop',
      filter: 'Lounge tint',
      settings: {
        hue_shift: { by: 'time', from: -60, to: 60 },
        saturation: { by: 'dial2', from: -0.4, to: 0.8 },
      },
    },
  ],
  sources: [
    { source: 'Lounge backdrop', kind: 'colour', scenes: ['Lounge', 'Lounge stars'], colour: '#2a1440' },
    {
      source: 'Lounge overlay',
      kind: 'browser',
      scenes: ['Lounge', 'Lounge stars'],
      url: 'http://127.0.0.1:7105/',
    },
    { source: 'Lounge engine', kind: 'text', scenes: ['Lounge', 'Lounge stars'] },
    { source: 'Lounge knobs', kind: 'text', scenes: ['Lounge', 'Lounge stars'] },
    { source: 'Lounge player', kind: 'text', scenes: ['Lounge', 'Lounge stars'] },
    { source: 'Lounge locked', kind: 'text', scenes: ['Lounge'] },
    { source: 'Lounge pedal away', kind: 'text', scenes: ['Lounge'] },
  ],
}
