/** The service graph as a picture, in one SVG for light and dark. */
import type { Graph } from '../../workloads/graph-check.ts'
import { type Area, BOX, type Box, type Edge, layout, type Placed, type Point } from './layout.ts'

/** Room for the title. */
const TOP = 64

const STYLE = `
  svg { font: 13px ui-sans-serif, system-ui, sans-serif; background: #fbfaf7 }
  text { fill: #22201c; text-anchor: middle }
  .title { font-size: 22px; font-weight: 700; text-anchor: start }
  .note { fill: #6d675c; font-size: 12px }
  .lead { text-anchor: start }
  .name { font-size: 16px; font-weight: 650 }
  .box { fill: #fff; stroke: #22201c; stroke-width: 1.5 }
  .outside { fill: none; stroke: #8a8375; stroke-dasharray: 5 4 }
  .cluster { fill: #f1ede3; stroke: none }
  .edge { fill: none; stroke: #b4541a; stroke-width: 1.8 }
  .head { fill: #b4541a }
  .says { fill: #8a3f12; font-size: 11px; paint-order: stroke; stroke: #f1ede3; stroke-width: 5px; stroke-linejoin: round }
  @media (prefers-color-scheme: dark) {
    svg { background: #16171a } text { fill: #ece8df } .note { fill: #a39c8e } .box { fill: #24262b; stroke: #d8d2c4 }
    .outside { fill: none; stroke: #8a8375 } .cluster { fill: #1d1f23 } .edge { stroke: #f0a35e } .head { fill: #f0a35e }
    .says { fill: #f3bd8b; stroke: #1d1f23 }
  }`

/** What is no service of ours. */
const WORLD: Readonly<Record<string, Omit<Box, 'name'>>> = {
  db: { says: 'CouchDB :5984', isOutside: false },
  'db-setup': { says: 'job', isOutside: false },
  twitch: { says: 'chat and identity', isOutside: true },
  OBS: { says: "the stream's studio", isOutside: true },
  home: { says: 'dials in', isOutside: true },
  tunnel: { says: 'home, to a replica', isOutside: true },
  replica: { says: "home's db, by the tunnel", isOutside: true },
}

const boxesOf = ({ services, reaches, entries }: Graph): readonly Box[] => {
  const ports = Object.entries(services).map(([name, { port, metricsPort }]) => ({
    name,
    says: `:${port} · metrics :${metricsPort}`,
    isOutside: false,
  }))
  const ends = [...reaches.flatMap(({ from, to }) => [from, to]), ...entries.map(({ from }) => from)]
  const others = [...new Set(ends)].filter((name) => !(name in services))
  return [...ports, ...others.map((name) => ({ name, ...(WORLD[name] as Omit<Box, 'name'>) }))]
}

const edgesOf = ({ calls, reaches, entries, services }: Graph): readonly Edge[] => {
  const portOf = (name: string) => services[name]?.port ?? reaches.find(({ to }) => to === name)?.port
  return [
    ...calls.map(({ from, to, scopes }) => ({ from, to, says: scopes })),
    ...reaches.map(({ from, to, port }) => ({ from, to, says: [`:${port}`] })),
    ...entries.map(({ from, to }) => ({ from, to, says: [`:${portOf(to)}`] })),
  ]
}

const attributes = (all: Readonly<Record<string, string | number>>) =>
  Object.entries(all)
    .map(([name, value]) => `${name}="${typeof value === 'number' ? Math.round(value) : value}"`)
    .join(' ')

const rectangle = (kind: string, { x, y, width, height }: Area) =>
  `<rect ${attributes({ class: kind, x: x - width / 2, y: y - height / 2, width, height, rx: 10 })}/>`

const text = (kind: string, { x, y }: Point, says: string) =>
  `<text ${attributes({ class: kind, x, y })}>${says}</text>`

const boxOf = (box: Box & Point) =>
  rectangle(box.isOutside ? 'box outside' : 'box', { ...box, ...BOX }) +
  text('name', { x: box.x, y: box.y - 3 }, box.name) +
  text('note', { x: box.x, y: box.y + 16 }, box.says)

const at = ({ x, y }: Point) => `${Math.round(x)} ${Math.round(y)}`

/** Smooth, and straight where it leaves and where it ends. */
const pathOf = (points: readonly Point[]) => {
  const middles = points.slice(1).map((end, index) => {
    const start = points[index] as Point
    return { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 }
  })
  const bends = middles.slice(1).map((middle, index) => `Q${at(points[index + 1] as Point)} ${at(middle)}`)
  const [first, last] = [points[0] as Point, points.at(-1) as Point]
  return `M${at(first)} L${at(middles[0] as Point)} ${bends.join(' ')} L${at(last)}`
}

const labelOf = ({ label, says }: Placed['ways'][number]) =>
  says
    .map((line, i) => text('says', { x: label.x, y: label.y + 4 + (i - (says.length - 1) / 2) * 14 }, line))
    .join('')

export const draw = (graph: Graph): string => {
  const { boxes, ways, inside, width, height } = layout(boxesOf(graph), edgesOf(graph))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 ${-TOP} ${Math.round(width)} ${Math.round(height + TOP)}" role="img" aria-labelledby="title">`,
    `<title id="title">8 Bit Sax Lounge: who calls whom</title><style>${STYLE}</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>',
    text('title', { x: 40, y: -22 }, '8 Bit Sax Lounge'),
    text('note lead', { x: 40, y: 0 }, 'Who calls whom, by which scope or port. What has no arrow is cut.'),
    rectangle('cluster', inside),
    ...ways.map(({ points }) => `<path class="edge" d="${pathOf(points)}" marker-end="url(#head)"/>`),
    ...boxes.map(boxOf),
    ...ways.map(labelOf),
    '</svg>\n',
  ].join('\n')
}
