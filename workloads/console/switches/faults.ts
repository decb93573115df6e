/** The faults that a person can make on the page, to see what waits and what heals. */
import { Problem } from '../../service/problem.ts'
import type { Switch } from '../page/contract.ts'
import type { Switches } from '../web/app.ts'
import type { Pedal } from '../wiring/pedal.ts'
import type { NodeSwitch } from './node-switch.ts'
import type { SwitchedStore } from './store-switch.ts'

type Parts = {
  readonly store: SwitchedStore
  readonly node: NodeSwitch
  readonly pedal: Pedal
  /** A real channel is playing. */
  readonly isOnStage: boolean
  readonly flipped: () => void
}

const cable = ({ virtual }: Pedal, on: boolean) => {
  if (virtual === undefined) throw new Problem(409, 'this pedal is a real one; pull its cable by hand')
  if (on) virtual.plug()
  else virtual.unplug()
}

export const faults = ({ store, node, pedal, isOnStage, flipped }: Parts): Switches => {
  const flip: Record<Switch, (on: boolean) => unknown> = {
    cable: (on) => cable(pedal, on),
    node: (on) => node.flip(on),
    store: (on) => store.flip(on),
  }
  return {
    mayUse: !isOnStage,
    set: async (name, on) => {
      await flip[name](on)
      flipped()
    },
  }
}
