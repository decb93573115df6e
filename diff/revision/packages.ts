/** Whether the packages a lockfile names are installed, and installing them where they are not. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

type Package = {
  readonly version?: string
  readonly integrity?: string
  /** For another platform, perhaps: its absence is no fault. */
  readonly optional?: boolean
  readonly devOptional?: boolean
  readonly peer?: boolean
}
type Lock = { readonly packages: Readonly<Record<string, Package>> }

const run = promisify(execFile)

/** What npm wrote down of its last installation. */
const HIDDEN = 'node_modules/.package-lock.json'

const isSame = (wanted: Package, found: Package | undefined) =>
  found?.version === wanted.version && found?.integrity === wanted.integrity

/** Whether all that `lock` names, optional packages aside, is in the `node_modules` of `root`. */
export const isInstalled = async (lock: string, root: string): Promise<boolean> => {
  const hidden = await readFile(join(root, HIDDEN), 'utf8').catch(() => undefined)
  if (hidden === undefined) return false
  const { packages: found } = JSON.parse(hidden) as Lock
  return Object.entries((JSON.parse(lock) as Lock).packages)
    .filter(([path, { optional, devOptional, peer }]) => path !== '' && !optional && !devOptional && !peer)
    .every(([path, wanted]) => isSame(wanted, found[path]))
}

/**
 * Installs into `folder` from npm's cache; from the network as well when `fetch`. No package's script is run: what
 * synthesizes needs none, and a diff runs nothing it need not.
 */
export const installPackages = async (folder: string, fetch: boolean) => {
  const from = fetch ? '--prefer-offline' : '--offline'
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  await run('npm', ['ci', from, ...quiet], { cwd: folder }).catch((error: Error & { stderr?: string }) => {
    if (!fetch)
      throw new Error('its packages are neither installed nor in npm’s cache; --install fetches them.')
    throw new Error(`npm ci fails: ${error.stderr?.trim() || error.message}`)
  })
}
