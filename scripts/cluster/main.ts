/**
 * `npm run test:cluster`: plays the lounge on the cluster that KUBECONFIG names, and takes it away again.
 * IMAGE_BUILDER, IMAGE_BUILD_OPTIONS and IMAGE_LOAD say how images are built and handed over; KEEP=true leaves it there.
 */

import { z } from 'zod'
import { parseEnv } from '../../workloads/service/env.ts'
import { imageBuilder } from '../images/build.ts'
import { checks } from './checks.ts'
import { makeImages } from './images.ts'
import { type Kube, kubeIn } from './kube.ts'
import { allReady, plays, type Rig } from './rig.ts'
import { talk, until } from './talk.ts'
import { environment, makeSecrets, ROOM_PORT, secrets, writeManifests } from './world.ts'

const Env = z.object({
  KUBECONFIG: z.string(),
  ...imageBuilder,
  IMAGE_LOAD: z.string().optional(),
  KEEP: z.stringbool().default(false),
})

const failures: string[] = []

/** Whether it passed. */
const report = async (title: string, does: () => Promise<string | undefined>) => {
  const began = Date.now()
  const [word, remark] = await does().then(
    (said) => ['PASS', said] as const,
    (error: Error) => ['FAIL', error.message] as const,
  )
  if (word === 'FAIL') failures.push(title)
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  console.log(`${word} ${title} (${seconds} s)${remark ? `: ${remark}` : ''}`)
  return word === 'PASS'
}

const refuseIfThere = async (kube: Kube) => {
  const there = await kube.run(['get', 'namespace', kube.namespace, '--ignore-not-found', '--output', 'name'])
  if (there.trim())
    throw new Error(`${there.trim()} is there already, and this test would take it away: delete it first`)
}

/** The whole folder at once, then the secrets: pods wait for them. */
const bringUp = async (kube: Kube, folder: string) => {
  await kube.run(['apply', '--server-side', '--filename', folder])
  const keys = await makeSecrets(kube)
  await allReady(kube)
  return keys
}

const join = async (kube: Kube) => {
  const { address, close } = await kube.forward('room', ROOM_PORT)
  const mo = await talk(address, { channel: environment.chat.channel, key: secrets.room })
  await plays(mo, '!status')
  return { mo, close }
}

const tearDown = async (kube: Kube, folder: string) => {
  await kube.run(['delete', '--ignore-not-found', '--wait=true', '--timeout=180s', '--filename', folder])
  const left = async () => {
    const wide = await kube.run(['get', 'namespaces,priorityclasses', '--output', 'name'])
    const claims = '{range .items[*]}{.spec.claimRef.namespace}{"\\n"}{end}'
    const volumes = await kube.run(['get', 'persistentvolumes', '--output', `jsonpath=${claims}`])
    return `${wide}\n${volumes}`.split('\n').filter((name) => name.includes(kube.namespace))
  }
  await until('nothing is left', async () => (await left()).length === 0, 120)
  return undefined
}

const main = async () => {
  const env = parseEnv(Env, process.env)
  const kube = kubeIn(environment.namespace)
  await refuseIfThere(kube)
  console.log(
    `CouchDB is a stand-in here, under the name couchdb:${environment.store.couchdb}; so is Twitch's chat.`,
  )
  const { IMAGE_BUILDER: builder = 'docker', IMAGE_BUILD_OPTIONS: options, IMAGE_LOAD: load } = env
  const images = { builder, options, load }
  const folder = writeManifests()
  let rig: Rig | undefined
  let close = () => {}
  const isUp =
    (await report('images are built', () => makeImages(environment, images).then(() => undefined))) &&
    (await report('one apply of the folder, and the lounge is ready', async () => {
      const keys = await bringUp(kube, folder)
      const room = await join(kube)
      close = room.close
      rig = { kube, folder, keys, mo: room.mo }
      return undefined
    }))
  if (isUp && rig) for (const [title, check] of checks) await report(title, () => check(rig as Rig))
  rig?.mo.close()
  close()
  if (!env.KEEP) await report('teardown leaves nothing', () => tearDown(kube, folder))
  console.log(failures.length === 0 ? 'all passed' : `${failures.length} failed`)
  process.exit(failures.length === 0 ? 0 : 1)
}

await main().catch((error: Error) => {
  console.error(error.message)
  process.exit(2)
})
