/** The lounge plays: chat, bytes, picture. */
import { Deployed } from '../../../workloads/environment.ts'
import { services } from '../../../workloads/graph.ts'
import { loadAssets } from '../../../workloads/overlay/assets.ts'
import { runsHere, versionOf } from '../../../workloads/platform/lounge-chart.ts'
import { type Check, demand, metricsOf, plays } from '../rig.ts'
import { until } from '../talk.ts'
import { environment } from '../world.ts'

const numberIn = (text: string, metric: string) =>
  Number(new RegExp(`^${metric}\\S* (\\d+)`, 'm').exec(text)?.[1] ?? 0)

export const lineBecomesByte: Check = async ({ kube, mo }) => {
  const sent = async () => numberIn(await metricsOf(kube, 'midi-node'), 'midi_control_changes_total')
  await plays(mo)
  const before = await sent()
  const said = await plays(mo, '!engine plate')
  await until('the node sends bytes', async () => (await sent()) > before, 15)
  return `the bot said: ${said}`
}

/** The first picture that a page is told. */
const firstEvent = async (address: string) => {
  const answer = await fetch(`http://${address}/events`)
  for await (const bytes of answer.body ?? []) {
    const text = Buffer.from(bytes).toString()
    if (text.includes('data:')) return text
  }
  return ''
}

export const overlayShows: Check = async ({ kube, mo }) => {
  await plays(mo, '!engine lofi')
  const { address, close } = await kube.forward('overlay', services.overlay.port)
  try {
    const page = await (await fetch(`http://${address}/`)).text()
    const { hash } = await loadAssets()
    demand(page.includes(`/assets/${hash}/overlay/page/main.js"`), 'the page is not made of the files here')
    await until('the page is told of the engine', async () => /lofi/i.test(await firstEvent(address)), 20)
    return `assets ${hash}`
  } finally {
    close()
  }
}

export const imagesSayTheirVersion: Check = async ({ kube }) => {
  for (const name of Deployed.options.filter((each) => runsHere(environment, each))) {
    const text = await kube.through(name, `${services[name].metricsPort}/proxy/metrics`)
    const version = versionOf(environment, name)
    demand(text.includes(`build_info{version="${version}"`), `${name}'s build_info lacks ${version}`)
  }
  return undefined
}
