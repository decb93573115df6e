/** Where a comment goes: on the pull request that a workflow runs for, or into a file. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { keepComment, type PullRequest } from './github.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Of what GitHub tells a workflow. */
const Event = z.object({
  number: z.int().optional(),
  pull_request: z.object({ number: z.int() }).optional(),
  issue: z.object({ number: z.int(), pull_request: z.unknown().optional() }).optional(),
})

const numberOf = async (file: string | undefined): Promise<number | undefined> => {
  if (file === undefined) return undefined
  const event = Event.parse(JSON.parse(await readFile(file, 'utf8')))
  return (
    event.pull_request?.number ?? (event.issue?.pull_request ? event.issue.number : undefined) ?? event.number
  )
}

const tryRequest = async (env: Env): Promise<PullRequest | undefined> => {
  const {
    GITHUB_TOKEN: token,
    GITHUB_REPOSITORY: repository,
    GITHUB_API_URL: api = 'https://api.github.com',
  } = env
  const number = await numberOf(env.GITHUB_EVENT_PATH)
  return token && repository && number !== undefined ? { api, repository, number, token } : undefined
}

export type Posted = { readonly body: string; readonly mark: string; readonly file: string }

/** Says in one sentence where it is now. */
export const comment = async ({ body, mark, file }: Posted, env: Env): Promise<string> => {
  const request = await tryRequest(env)
  if (request) return `The comment is at ${(await keepComment(request, mark, body)) ?? `#${request.number}`}.`
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, body)
  return `There is no GITHUB_TOKEN, or no pull request: the comment is in ${file}.`
}
