/** How the node reaches a midi service: it dials, follows one stream and posts its reports; nothing dials the node. */
import { Desired } from '../lounge/answer.ts'
import type { MidiClient } from '../midi/client.ts'
import { problemFrom } from '../service/problem.ts'
import { follow } from '../service/sse-client.ts'
import type { Midi } from './node.ts'
import type { NodeLog } from './port.ts'

type Options = {
  client: MidiClient
  device: string
  log: NodeLog
}

export const dial = ({ client, device, log }: Options): Midi => {
  const { stream, reported } = client.v1.devices[':device']
  const param = { device }
  return {
    follow: (on, signal) =>
      follow({
        signal,
        open: (_, ends) => stream.$get({ param }, { init: { signal: ends } }),
        onEvent: ({ event, data }) => {
          if (event === 'desired') on.desired(Desired.parse(JSON.parse(data)))
        },
        onState: (isUp, why) => {
          if (isUp) log.info({ device }, 'following what midi desires')
          else log.warn({ device, why }, 'midi is not reached; the pedal stays as it is')
          on.state(isUp)
        },
      }),
    report: async (report) => {
      const response = await reported.$post({ param, json: report })
      if (!response.ok) throw await problemFrom(response)
    },
  }
}
