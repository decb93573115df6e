/** What a checkout synthesizes with. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'

const textIn = (folder: string, name: string) => readFile(join(folder, name), 'utf8').catch(() => '')

/** Its script "synth", as its package.json says; where that is cdk8s' own, the program that cdk8s would run. */
export const tryProgramIn = async (folder: string): Promise<string | undefined> => {
  const [manifest, cdk8s] = await Promise.all([textIn(folder, 'package.json'), textIn(folder, 'cdk8s.yaml')])
  const script: string = JSON.parse(manifest || '{}').scripts?.synth ?? ''
  const app: string = parse(cdk8s)?.app ?? ''
  const program = script === '' || script.startsWith('cdk8s ') ? app : script
  return program === '' ? undefined : program
}
