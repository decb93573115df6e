/** `npm start` as a person has it: a process of its own, on free ports, that can be killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('The system gave no port')
  return address.port
}

/** Resolves with the address that it prints, key and all. */
const addressOf = (child: ChildProcess) =>
  new Promise<string>((resolve, reject) => {
    let printed = ''
    const hear = (data: unknown) => {
      printed += String(data)
      const address = /http:\/\/\S+\?key=\w+/.exec(printed)?.[0]
      if (address !== undefined) resolve(address)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${printed}`)))
  })

export class Lounge {
  /** Where the page is, with its key; the same after each start. */
  address = ''
  readonly #env: NodeJS.ProcessEnv
  readonly #folder: string
  #child: ChildProcess | undefined

  constructor(env: NodeJS.ProcessEnv, folder: string) {
    this.#env = env
    this.#folder = folder
  }

  async start() {
    const stdio = ['ignore', 'pipe', 'pipe'] as const
    this.#child = spawn(process.execPath, [MAIN], { cwd: this.#folder, env: this.#env, stdio: [...stdio] })
    this.address = await addressOf(this.#child)
  }

  /** Without a chance to clean up. */
  async kill() {
    const child = this.#child
    this.#child = undefined
    if (child === undefined) return
    child.removeAllListeners('exit')
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  async end() {
    await this.kill()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

/** `env` is what it is started in; what plays a real channel or a real pedal is left out. */
export const startLounge = async (env: NodeJS.ProcessEnv): Promise<Lounge> => {
  const folder = await mkdtemp(join(tmpdir(), 'lounge-'))
  const [port, ircPort] = [await freePort(), await freePort()]
  const { TWITCH_CHANNEL, MIDI_PORT, COUCHDB_URL, LOUNGE_DIR, ...rest } = env
  const own = { PORT: String(port), IRC_PORT: String(ircPort) }
  const lounge = new Lounge({ ...rest, ...own }, folder)
  await lounge.start()
  return lounge
}
