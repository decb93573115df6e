/** OBS over obs-websocket 5, by obs-websocket-js. */
import { EventSubscription, OBSWebSocket, OBSWebSocketError } from 'obs-websocket-js'
import { type Connection, NotThere, WrongPassword } from './studio.ts'

/** obs-websocket's own codes. */
const NOT_FOUND = 600
const AUTHENTICATION_FAILED = 4009

const OTHER = [
  ...['InputCreated', 'InputRemoved', 'InputNameChanged', 'SceneCreated', 'SceneRemoved', 'SceneNameChanged'],
  ...['SceneItemCreated', 'SceneItemRemoved', 'SourceFilterCreated', 'SourceFilterRemoved'],
  ...['SourceFilterNameChanged', 'SceneItemEnableStateChanged', 'CurrentSceneCollectionChanged'],
] as const

const { General, Scenes, Inputs, Filters, SceneItems, Outputs, Config } = EventSubscription
const SUBSCRIPTIONS = General | Scenes | Inputs | Filters | SceneItems | Outputs | Config

const translated = (error: unknown) => {
  if (error instanceof OBSWebSocketError && error.code === NOT_FOUND)
    return new NotThere(error.message, { cause: error })
  return error instanceof Error ? error : new Error(String(error))
}

const why = (error: unknown, url: string) => {
  const { code } = error as OBSWebSocketError
  if (code === AUTHENTICATION_FAILED)
    return new WrongPassword(
      'OBS refused the password: set OBS_PASSWORD to the one in its WebSocket settings',
    )
  const sentence = `OBS does not answer at ${url}: start it, with its WebSocket server on (Tools), or set OBS_URL`
  return new Error(sentence, { cause: error })
}

/** Rejects with one sentence when OBS does not answer or does not let us in. */
export const connectObs = async (url: string, password: string | undefined): Promise<Connection> => {
  const socket = new OBSWebSocket()
  const { promise: ended, resolve } = Promise.withResolvers<string>()
  socket.on('ConnectionClosed', ({ message }) => resolve(message || 'OBS closed the connection'))
  try {
    await socket.connect(url, password, { eventSubscriptions: SUBSCRIPTIONS })
  } catch (error) {
    throw why(error, url)
  }
  return {
    call: async (request, data) => {
      const answer = await socket.call(request as 'GetVersion', data as never).catch((error: unknown) => {
        throw translated(error)
      })
      return (answer ?? {}) as unknown as Record<string, unknown>
    },
    ended,
    onStreaming: (hear) => void socket.on('StreamStateChanged', ({ outputActive }) => hear(outputActive)),
    onOther: (hear) => {
      for (const event of OTHER) socket.on(event as 'InputCreated', () => hear())
    },
    close: () => socket.disconnect(),
  }
}
