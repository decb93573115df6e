/** What became of every line of a burst, by chat's own numbers and by what the room heard. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Stage } from './stage.ts'

/** Each command comes to one of these. */
const ENDS = ['reply', 'silent-cooldown', 'reply-overflow', 'reply-late', 'cancelled'] as const
type End = (typeof ENDS)[number]

type Account = Readonly<Record<End, number>>

/** Longer than a reply may wait for its turn. */
const PATIENCE_MS = 35_000
const LOOK_MS = 250

const readAll = async (metrics: string): Promise<Account> => {
  const text = await (await fetch(metrics)).text()
  const counts = [...text.matchAll(/chat_events_total\{.*?event="([\w-]+)".*?\} (\d+)/g)]
  return Object.fromEntries(counts.map(([, event, count]) => [event, Number(count)])) as Account
}

const minus = (after: Account, before: Account) =>
  Object.fromEntries(ENDS.map((end) => [end, after[end] - before[end]])) as Account

/** How many commands have come to an end. */
export const ended = (account: Account) => ENDS.reduce((sum, end) => sum + account[end], 0)

/** What the room heard since a line of the bot's: replies, several to a line, and of how many it was told no more. */
export const heardIn = ({ heard }: Stage, first: number) => {
  const lines = heard.replies.slice(first)
  const sums = lines.flatMap((line) => /(\d+) more answers? comes? too late/.exec(line)?.[1] ?? [])
  const replies = lines.join(' ').split('@').length - 1
  return { lines: lines.length, replies, unsaid: sums.reduce((sum, one) => sum + Number(one), 0) }
}

/** Plays, and tells what it came to: once each of `lines` has come to something, or too late. */
export const accountOf = async (metrics: string, lines: number, play: () => Promise<void>) => {
  const before = await readAll(metrics)
  await play()
  const until = Date.now() + PATIENCE_MS
  let account = minus(await readAll(metrics), before)
  while (ended(account) < lines && Date.now() < until) {
    await delay(LOOK_MS)
    account = minus(await readAll(metrics), before)
  }
  return account
}
