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
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`GITHUB_EVENT_PATH names ${file}, which is not there; GitHub sets it in a workflow.`)
  })
  const event = Event.parse(JSON.parse(text))
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

const keepFile = async (file: string, body: string) => {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, body)
}

/** Says in one sentence where it is now. */
export const comment = async ({ body, mark, file }: Posted, env: Env): Promise<string> => {
  const request = await tryRequest(env)
  if (request) {
    const address = await keepComment(request, mark, body).catch(async (error: Error) => {
      await keepFile(file, body)
      throw new Error(`${error.message} The comment is in ${file}.`, { cause: error })
    })
    return `The comment is at ${address ?? `#${request.number}`}.`
  }
  await keepFile(file, body)
  return `There is no GITHUB_TOKEN, or no pull request: the comment is in ${file}.`
}
