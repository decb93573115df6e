/** One connection through tmi.js, from dialling to its end, with everything that 1.8.5 does on its own kept in hand. */
import tmi from 'tmi.js'

/** One IRC line as tmi.js parses it, before it turns "1" into true and "0" into false. An empty tag is `true`. */
export type IrcMessage = {
  readonly tags: Readonly<Record<string, string | true>>
  readonly prefix: string | null
  readonly command: string
  readonly params: readonly string[]
}

export type Visit = {
  say(text: string): Promise<void>
  /** Hangs up. Nothing more is told. */
  leave(): void
}

export type VisitPorts = {
  /** Any WebSocket address. */
  readonly url: string
  readonly channel: string
  readonly username: string
  readonly password: string
  readonly onMessage: (message: IrcMessage) => void
  /** Once. Not after `leave`. */
  readonly onEnd: (why: string) => void
}

/** What of tmi.js is not in its types, and stays as it is in the version we have pinned. */
type Inner = {
  ws: WebSocket | null
  handleMessage(message: IrcMessage): void
  _onMessage(event: MessageEvent): void
  _onOpen(): void
  _onError(): void
  _onClose(): void
  _openConnection(): void
}

const silent = () => {}

const client = ({ username, password, channel }: VisitPorts) =>
  new tmi.Client({
    // A new client for every connection: this one's own reconnecting stops for good after a refused login.
    connection: { reconnect: false },
    identity: { username, password },
    channels: [channel],
    options: { skipUpdatingEmotesets: true, skipMembership: true },
    // It would print what people say.
    logger: { info: silent, warn: silent, error: silent },
  })

/** tmi.js can dial neither a path nor TLS on another port than 443. */
const dial = (inner: Inner, url: string) => () => {
  const socket = new WebSocket(url, 'irc')
  inner.ws = socket
  // A binary frame would throw in tmi.js, and with it the process would end.
  socket.onmessage = (event) => typeof event.data === 'string' && inner._onMessage(event)
  socket.onerror = () => inner._onError()
  socket.onclose = () => inner._onClose()
  socket.onopen = () => inner._onOpen()
}

/** tmi.js throws on some lines that are not as Twitch sends them, and nothing above would catch it. */
const guarded = (handle: Inner['handleMessage']) => (message: IrcMessage) => {
  try {
    handle(message)
  } catch {
    // The line has been told already; what tmi.js makes of it is not needed.
  }
}

const sentence = (reason: unknown) => (typeof reason === 'string' ? reason : 'The connection broke.')

export const visit = (ports: VisitPorts): Visit => {
  const { url, channel, onMessage, onEnd } = ports
  const chat = client(ports)
  const inner = chat as unknown as Inner
  let isOver = false
  const end = (reason: unknown) => {
    if (isOver) return
    isOver = true
    onEnd(sentence(reason))
  }
  const handle = guarded(inner.handleMessage.bind(chat))
  inner._openConnection = dial(inner, url)
  inner.handleMessage = (message) => {
    if (isOver) return
    onMessage(message)
    // tmi.js would dial again by itself, beside us.
    if (message.command !== 'RECONNECT') handle(message)
  }
  // Comes twice for one failed attempt.
  chat.on('disconnected', end)
  chat.connect().catch(end)
  return {
    say: async (text) => {
      await chat.say(channel, text).catch((reason) => Promise.reject(new Error(sentence(reason))))
    },
    leave() {
      isOver = true
      chat.disconnect().catch(silent)
    },
  }
}
