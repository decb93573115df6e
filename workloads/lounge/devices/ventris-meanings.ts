/** What several of the Ventris's engines share, and the words their figures are cited with. */
import type { Meaning } from '../profile.ts'

export const SHEET = 'MIDI implementation sheet p.5'
/** Engines on the front panel's knob. */
export const PANEL = 'MIDI implementation sheet p.2; dials: user manual and quick reference card'
/** Engines that the knob does not reach. */
export const EXTENDED =
  'MIDI implementation sheet p.2; user manual p.18–19. D20: the quick reference card has 12 engines; this one is reached by its value only'

/** Level 8: above it, repeats build up on their own. */
export const SELF_SUSTAINING = 102

export const means = (label: string, ...aliases: string[]): Meaning => ({ label, aliases, source: SHEET })

/** A parameter whose whole 0–127 the device folds into so many positions. */
export const folds = (positions: number, label: string, ...aliases: string[]): Meaning => ({
  label,
  aliases,
  positions,
  source: `${SHEET}: "knob-mapped", 0–127 is folded into ${positions} positions`,
})

export const early = means('Early Reflections Level', 'early reflections', 'reflections')
export const reverbLevel = means('Reverb Level')

/** Pre-delay's repeats and the early reflections, as Room, E-Dome, Metal Box and Echoverb have them. */
export const space = {
  ep1: means('Pre-Delay Feedback High Cut', 'feedback high cut'),
  ep2: means('Pre-Delay Feedback Low Cut', 'feedback low cut'),
  ep3: early,
  ep4: reverbLevel,
  ep5: means('Early/Reverb Crossfade', 'early crossfade'),
}

export const bassAndModDepth = { dial1: 'bass', dial2: 'moddepth' }
export const bassAndSize = { dial1: 'bass', dial2: 'size' }
