/** What the overlay tells its page. Types only. */
import type { Screen } from '../../lounge/screen/screen.ts'

export type { Card, Deed, Hint, Screen, ShownKnob } from '../../lounge/screen/screen.ts'

/** The one event that matters: all there is to show. `screen` is null until the log was heard. */
export type Shown = { screen: Screen | null; isLinked: boolean }
