/** One service as a process of its own: started, killed, stopped in its tracks, let go on, started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'

type Options = {
  readonly name: string
  /** The file that Node runs. */
  readonly entry: string
  /** A command that runs another elsewhere, e.g. in another network. @default here */
  readonly via?: readonly string[]
  /** Beyond what every process needs; secrets go here, never into arguments. */
  readonly env: Readonly<Record<string, string>>
  /** Where everything it says is appended. */
  readonly logFile: string
  /** Resolves to whether it serves now; asked again and again. */
  readonly isReady: () => Promise<boolean>
}

const LOOK_MS = 40
/** Said when a process never gets ready; a busy machine may need many seconds. */
const PATIENCE_MS = 60_000
const TAIL = 2_000

/** A leftover process would keep its port and its processor: none outlives this one, ended by a signal or not. */
const living = new Set<ChildProcess>()

const endAll = () => {
  for (const child of living) child.kill('SIGKILL')
}

const watchOver = (child: ChildProcess) => {
  living.add(child)
  child.once('exit', () => living.delete(child))
  if (process.listeners('exit').includes(endAll)) return
  process.on('exit', endAll)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => process.exit(128 + constants.signals[signal]))
}

export class Child {
  readonly name: string
  readonly logFile: string
  readonly #options: Options
  #process: ChildProcess | undefined

  constructor(options: Options) {
    this.#options = options
    this.name = options.name
    this.logFile = options.logFile
  }

  get pid() {
    return this.#process?.pid
  }

  get isRunning() {
    return this.#process !== undefined
  }

  /** Resolves once it serves; rejects with the end of its log when it ends before. */
  async start() {
    const { entry, env, logFile, via = [] } = this.#options
    const [command = '', ...args] = [...via, process.execPath, entry]
    const log = openSync(logFile, 'a')
    const { PATH = '', HOME = '' } = process.env
    const child = spawn(command, args, {
      env: { PATH, HOME, NODE_NO_WARNINGS: '1', ...env },
      stdio: ['pipe', log, log],
    })
    closeSync(log)
    watchOver(child)
    this.#process = child
    child.once('exit', () => {
      if (this.#process === child) this.#process = undefined
    })
    await this.#untilReady(child)
  }

  /** With SIGKILL: without a chance to clean up. */
  kill() {
    return this.#end('SIGKILL')
  }

  /** With SIGTERM: it finishes what it began. */
  terminate() {
    return this.#end('SIGTERM')
  }

  async restart() {
    await this.terminate()
    await this.start()
  }

  /** Nothing in it goes on, and its sockets stay open. */
  stop() {
    this.#process?.kill('SIGSTOP')
  }

  cont() {
    this.#process?.kill('SIGCONT')
  }

  /** Writes one line of JSON to its standard input, where it takes any. */
  tell(order: object) {
    this.#process?.stdin?.write(`${JSON.stringify(order)}\n`)
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM') {
    const child = this.#process
    this.#process = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  async #untilReady(child: ChildProcess) {
    const until = Date.now() + PATIENCE_MS
    while (Date.now() < until) {
      if (child.exitCode !== null) break
      // Somebody may kill it on purpose while it starts.
      if (this.#process !== child) return
      if (await this.#options.isReady().catch(() => false)) return
      await delay(LOOK_MS)
    }
    throw new Error(`${this.name} did not start; its log ends with:\n${this.#tail()}`)
  }

  #tail() {
    return readFileSync(this.logFile, 'utf8').slice(-TAIL)
  }
}
