/** What became of every line of a burst, by chat's own numbers and by what the room heard. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Contender } from './contenders.ts'
import type { Stage } from './stage.ts'
import type { Row } from './table.ts'

/** Each command comes to one of these. */
const ENDS = ['reply', 'silent-cooldown', 'reply-overflow', 'reply-late', 'cancelled'] as const
type End = (typeof ENDS)[number]

type Account = Readonly<Record<End, number>>

/** Longer than a reply may wait for its turn. */
const PATIENCE_MS = 35_000
/** Longer than the window in which Twitch counts lines. */
export const QUIET_MS = 31_000
const LOOK_MS = 250

const readAll = async (metrics: string): Promise<Account> => {
  const text = await (await fetch(metrics)).text()
  const counts = [...text.matchAll(/chat_events_total\{.*?event="([\w-]+)".*?\} (\d+)/g)]
  return Object.fromEntries(counts.map(([, event, count]) => [event, Number(count)])) as Account
}

const minus = (after: Account, before: Account) =>
  Object.fromEntries(ENDS.map((end) => [end, after[end] - before[end]])) as Account

/** How many commands have come to an end. */
const ended = (account: Account) => ENDS.reduce((sum, end) => sum + account[end], 0)

/** What the room heard since a line of the bot's: replies, several to a line, and of how many it was told no more. */
const heardIn = ({ heard }: Stage, first: number) => {
  const lines = heard.replies.slice(first)
  const sums = lines.flatMap((line) => /(\d+) more answers? comes? too late/.exec(line)?.[1] ?? [])
  const replies = lines.join(' ').split('@').length - 1
  return { lines: lines.length, replies, unsaid: sums.reduce((sum, one) => sum + Number(one), 0) }
}

/** Plays, and tells what it came to: once each of `lines` has come to something, or too late. */
const accountOf = async (metrics: string, lines: number, play: () => Promise<void>) => {
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

/**
 * Plays `lines` of them, and waits until the room is quiet: what every one came to, in the words of chat's metric and by
 * what the room heard. Where chat is no process of its own its numbers are nowhere to be had, and there are no rows.
 */
export const accountRows = async (
  { name, stage, metrics }: Contender,
  lines: number,
  play: () => Promise<void>,
): Promise<Row[]> => {
  const first = stage.heard.replies.length
  const account = await (metrics === undefined ? play() : accountOf(metrics, lines, play))
  await delay(QUIET_MS)
  if (!account) return []
  const heard = heardIn(stage, first)
  const unsaid = account['reply-overflow'] + account['reply-late']
  return [
    {
      what: `${name}: lines answered`,
      ours: String(account.reply),
      beside: `the room heard ${heard.replies} in ${heard.lines} lines`,
    },
    { what: `${name}: silent, a repeat within the cooldown`, ours: String(account['silent-cooldown']) },
    {
      what: `${name}: past what Twitch takes, summed up`,
      ours: String(unsaid),
      beside: `the room was told of ${heard.unsaid}`,
    },
    {
      what: `${name}: lines of which nothing is known`,
      ours: String(lines - ended(account)),
      goal: '0',
      isMet: ended(account) === lines && heard.replies === account.reply && heard.unsaid === unsaid,
    },
  ]
}
