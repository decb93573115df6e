/** Somebody in the cluster's chat who types lines and hears the bot. */

export type Talker = Awaited<ReturnType<typeof talk>>

const NICK = 'mo'
/** Between replies that share a line of the bot's: each begins with whom it is for. */
const JOINT = / · (?=@)/

/** Waits for something to become true; rejects with `what` when it does not. */
export const until = async (what: string, isTrue: () => boolean | Promise<boolean>, seconds = 60) => {
  const end = Date.now() + seconds * 1000
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** A moderator, whom no cooldown holds up. */
export const talk = async (address: string, { channel, key }: { channel: string; key: string }) => {
  const socket = new WebSocket(`ws://${address}/`, 'irc')
  const heard: string[] = []
  let isIn = false
  const hear = (line: string) => {
    if (line.startsWith('PING')) socket.send('PONG')
    if (line.includes(' JOIN ')) isIn = true
    const said = /:eightbitbot\S* PRIVMSG #\S+ :(.*)/.exec(line)?.[1]
    if (said) heard.push(...said.split(JOINT))
  }
  socket.addEventListener('message', ({ data }) => String(data).split('\r\n').forEach(hear))
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error('the chat server does not take a WebSocket')))
  })
  socket.send(`PASS ${key}\r\nNICK ${NICK}\r\nJOIN #${channel}`)
  await until('a moderator joins the chat', () => isIn, 20)
  const say = (line: string) => socket.send(`PRIVMSG #${channel} :${line}`)
  /** Says lines at once and returns as many answers of the bot. */
  const askAll = async (lines: readonly string[], seconds = 60): Promise<readonly string[]> => {
    const before = heard.length
    lines.forEach(say)
    await until(`an answer to each of ${lines}`, () => heard.length >= before + lines.length, seconds)
    return heard.slice(before, before + lines.length)
  }

  return {
    askAll,
    /** Says a line and returns what the bot answers. */
    ask: async (line: string, seconds?: number) => (await askAll([line], seconds))[0] as string,
    close: () => socket.close(),
  }
}
