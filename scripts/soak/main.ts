/** `npm run soak`: the lounge as processes at 20 lines a second for an hour; nothing may grow. `-- --minutes 30 --seed 7 --looks file.json`. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { heapFor } from '../../workloads/platform/heap.ts'
import { commandLine, whole } from '../command-line.ts'
import { Crowd } from '../faults/crowd.ts'
import { IrcClient } from '../faults/irc-client.ts'
import { random } from '../faults/random.ts'
import { CHANNEL } from '../lounge/plan.ts'
import { openProcesses, type Processes } from '../lounge/processes.ts'
import { grown, type Size, sizeOf } from './growth.ts'
import { askable } from './heap.ts'
import { sampler } from './sample.ts'
import { BOUNDS, logFaults, type Row, rowsOf } from './verdict.ts'

const EVERY_MS = 50
const VIEWERS = 100
const MODERATORS = ['mo', 'max']
/** The smallest pod that any of them has. */
const POD_MIB = 128
const LOOK_MS = 5_000
/** So often in all a process is asked what it holds after a collection. */
const HEAPS = 60
/** Caches, compiled code and the hour of recent changes fill up first; a slope over that would be no leak. */
const WARM_UP = 1 / 4
/** In less everything is still warming up: shown, and not judged. */
const ENOUGH_MINUTES = 20
const BOT = 'eightbitbot'
const FOLDER = mkdtempSync(join(tmpdir(), 'soak-'))
const NOTES = join(FOLDER, 'notes')

const { minutes, seed, looks } = commandLine('npm run soak [-- --minutes 60 --seed 1 --looks <file>]', {
  minutes: whole(2).default(60),
  seed: whole().default(1),
  looks: z.string().optional(),
})
const say = (sentence: string) => console.log(sentence)

const refuse = (sentence: string) => {
  console.error(sentence)
  process.exit(2)
}
if (!existsSync('/proc/self/fd')) refuse('the soak reads memory and handles from /proc: it needs Linux')

const people = ({ ports, secrets }: Processes) => {
  const heard = { lines: 0, replies: 0 }
  const onLine = ({ login }: { login: string }) => {
    heard[login === BOT ? 'replies' : 'lines'] += 1
  }
  const ear = new IrcClient({ port: ports.irc, channel: CHANNEL, nick: 'ear', onLine })
  const crowd = new Crowd({
    ...{ port: ports.irc, channel: CHANNEL, key: secrets.key, viewers: VIEWERS, moderators: MODERATORS },
    ...{ random: random(seed), everyMs: EVERY_MS },
  })
  const close = () => {
    crowd.close()
    ear.close()
  }
  return { heard, crowd, close, isIn: () => crowd.isIn && ear.isIn }
}

const logBytes = ({ children }: Processes) =>
  Object.values(children).reduce((sum, { logFile }) => sum + statSync(logFile).size, 0)

/** The sizes of the log after the warm-up, half way from there, and at the end; and everything that was seen. */
const play = async (lounge: Processes, seconds: number) => {
  const { series, sample } = sampler(lounge, {
    notes: NOTES,
    heapEvery: Math.ceil((seconds * 1_000) / LOOK_MS / HEAPS),
  })
  const began = performance.now()
  const sizes: Size[] = []
  const shares = [WARM_UP, (1 + WARM_UP) / 2, 1]
  while (sizes.length < shares.length) {
    await delay(LOOK_MS)
    await sample()
    const share = (performance.now() - began) / 1_000 / seconds
    if (share >= (shares[sizes.length] ?? 1)) sizes.push(sizeOf(lounge.files.log))
  }
  return { series, sizes: sizes as [Size, Size, Size], seconds: (performance.now() - began) / 1_000 }
}

const rounded = (value: number) => Math.round(value).toLocaleString('en')
const one = (value: number) => value.toFixed(1)

const show = ({ name, kind, first, last, perHour, give, leaks }: Row) =>
  say(
    `| ${name} | ${kind} | ${one(first)} | ${one(last)} | ${one(perHour)} ± ${one(give)} | ${BOUNDS[kind]} | ${leaks ? 'LEAKS' : 'flat'} |`,
  )

const showLog = ([start, , end]: readonly [Size, Size, Size]) => {
  const { commits, changes, documentPerChange, filePerChange, documentBytes, fileBytes } = grown(start, end)
  say(
    `the log grew by ${rounded(changes)} changes in ${rounded(commits)} commits: ${rounded(documentBytes)} bytes`,
  )
  say(
    `of documents (${rounded(documentPerChange)} a change), ${rounded(fileBytes)} of the file (${rounded(filePerChange)} a change)`,
  )
  say(
    `in all ${rounded(end.documentBytes)} bytes of documents; in the file they must take ${rounded(end.computedBytes)},`,
  )
  say(`and it has ${rounded(end.fileBytes)}; its journal has ${rounded(end.journalBytes)}`)
}

const soak = async (lounge: Processes) => {
  const { heard, crowd, close, isIn } = people(lounge)
  while (!isIn()) await delay(EVERY_MS)
  crowd.speak()
  const { series, sizes, seconds } = await play(lounge, minutes * 60)
  close()
  const { lines, replies } = heard
  say(
    `${rounded(lines)} lines in ${rounded(seconds)} s: ${one(lines / seconds)} a second, ${rounded(replies)} lines of the bot`,
  )
  say(`the services said ${rounded(logBytes(lounge) / lines)} bytes of log a line`)
  showLog(sizes)
  say(`| process | what | at first | at last | an hour, after a quarter of the time | bound | |`)
  say('|---|---|---|---|---|---|---|')
  const rows = rowsOf(series, seconds * WARM_UP)
  rows.forEach(show)
  const faults = logFaults(sizes)
  faults.forEach(say)
  if (looks !== undefined) writeFileSync(looks, JSON.stringify([...series]))
  return faults.length === 0 && !rows.some(({ leaks }) => leaks)
}

say(`${minutes} minutes, a line every ${EVERY_MS} ms, ${VIEWERS} viewers, seed ${seed}`)
const heap = askable(NOTES, heapFor(POD_MIB))
const env = { data: heap, midi: heap, 'midi-node': heap, irc: heap, chat: heap }
const lounge = await openProcesses({ moderators: MODERATORS, env })
let isFlat = false
try {
  isFlat = await soak(lounge)
} finally {
  await lounge.close()
  rmSync(FOLDER, { recursive: true })
}
const isJudged = minutes >= ENOUGH_MINUTES
say(
  isJudged ? (isFlat ? 'flat' : 'something grows') : `only ${ENOUGH_MINUTES} minutes or more say what grows`,
)
process.exit(isFlat || !isJudged ? 0 : 1)
