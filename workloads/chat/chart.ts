/** chat in a cluster: one bot, never two, because two would answer each line twice. */
import type { Construct } from 'constructs'
import { SingleOwner } from '../../constructs/single-owner.ts'
import { services } from '../graph.ts'
import { LoungeChart, type Place, serviceProps } from '../platform/lounge-chart.ts'
import { openTraffic } from '../platform/traffic.ts'

/** Kept, because each renewal of Twitch's grant brings another refresh token and ends the last. */
const GRANTS = '/var/lib/lounge'

export class ChatChart extends LoungeChart {
  constructor(scope: Construct, id: string, place: Place) {
    super(scope, id, place)
    const { chat, store } = place.environment
    const component = 'bot'
    const settings = {
      TWITCH_CHANNEL: chat.channel,
      TWITCH_USERNAME: chat.bot,
      GRANTS,
      MIDI_URL: `http://midi:${services.midi.port}`,
      ...(chat.server && { IRC_URL: chat.server }),
    }
    new SingleOwner(this, 'chat', {
      ...serviceProps(place.environment, 'chat', { component, settings }),
      keeps: { folder: GRANTS, storageClass: store.storageClass },
      ...(chat.server && {
        secretSettings: { IRC_PASSWORD: { secret: 'chat-server', key: 'password' } },
      }),
    })
    openTraffic(this, 'chat', component)
  }
}
