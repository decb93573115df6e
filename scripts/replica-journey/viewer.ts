/** Run in the cloud, where the viewers are: says each line of JSON's lines in chat, and answers with the bot's replies. */
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { parseEnv } from '../../workloads/service/env.ts'
import { talk } from '../cluster/talk.ts'
import { CHAT_PORT } from './ports.ts'

const { CHANNEL, KEY } = parseEnv(z.object({ CHANNEL: z.string(), KEY: z.string() }), process.env)
const Lines = z.array(z.string())

const mo = await talk(`127.0.0.1:${CHAT_PORT}`, { channel: CHANNEL, key: KEY })
console.log('[]')
for await (const line of createInterface({ input: process.stdin })) {
  const replies = await mo.askAll(Lines.parse(JSON.parse(line))).catch((error: Error) => [error.message])
  console.log(JSON.stringify(replies))
}
mo.close()
