/** The Ventris's engines that sound like a place or a thing: rooms, springs, plates. */
import type { Engine } from '../profile.ts'
import {
  bassAndModDepth,
  bassAndSize,
  EXTENDED,
  early,
  means,
  PANEL,
  reverbLevel,
  space,
} from './ventris-meanings.ts'

export const spaces: Engine[] = [
  {
    value: 0,
    id: 'room',
    name: 'Room',
    aliases: ['rooms', 'chamber'],
    dials: bassAndModDepth,
    meanings: space,
    source: `${PANEL}. D16: "Romm" in B's list is Room`,
  },
  {
    value: 1,
    id: 'hall',
    name: 'Hall',
    aliases: ['halls', 'concert hall'],
    dials: bassAndSize,
    meanings: {
      size: {
        label: 'Hall Size',
        min: 0,
        max: 4,
        choices: [
          { value: 0, name: 'Normal' },
          { value: 1, name: 'Medium' },
          { value: 2, name: 'Large', aliases: ['big'] },
          { value: 3, name: 'Extra Large', aliases: ['xl'] },
          { value: 4, name: 'Enormo-Hall', aliases: ['enormo', 'enormous'] },
        ],
        source: 'User manual p.55. D05: 5 is how many sizes there are, counted from 0 as every other list is',
      },
      ep1: means('Diffusion Modulation Depth', 'diffusion mod depth', 'diffusion modulation'),
    },
    source: PANEL,
  },
  {
    value: 2,
    id: 'edome',
    name: 'E-Dome',
    aliases: ['dome'],
    dials: bassAndModDepth,
    meanings: space,
    source: PANEL,
  },
  {
    value: 3,
    id: 'truespring',
    name: 'True Spring',
    aliases: ['spring', 'springs', 'true'],
    dials: bassAndSize,
    meanings: {
      size: {
        label: 'Spring Length',
        aliases: ['spring size', 'length'],
        min: 0,
        max: 2,
        source:
          'User manual p.12 and quick reference card. D04: the sheet says 6 sizes, the knob offers 3; D05: counted from 0',
      },
    },
    source: PANEL,
  },
  {
    value: 4,
    id: 'plate',
    name: 'Plate',
    aliases: ['plates', 'plate reverb'],
    dials: bassAndSize,
    meanings: {
      size: {
        label: 'Plate Size',
        min: 0,
        max: 2,
        choices: [
          { value: 0, name: 'Small' },
          { value: 1, name: 'Medium' },
          { value: 2, name: 'Large', aliases: ['big'] },
        ],
        source: 'User manual p.13. D05: 3 is how many sizes there are, counted from 0',
      },
      ep1: means('Metallic Mix', 'metallic'),
      ep2: reverbLevel,
      ep3: early,
    },
    source: PANEL,
  },
  {
    value: 12,
    id: 'outboardspring',
    name: 'Outboard Spring',
    aliases: ['outboard', 'outboard springs', 'spring tank'],
    dials: { dial1: 'bass', dial2: 'ep1' },
    meanings: { ep1: means('Drive (Dwell)', 'drive', 'dwell') },
    source: EXTENDED,
  },
  {
    value: 13,
    id: 'metalbox',
    name: 'Metal Box',
    aliases: ['metal', 'box'],
    dials: bassAndModDepth,
    meanings: space,
    source: EXTENDED,
  },
]
