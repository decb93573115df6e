/** The service graph as a picture, in one SVG for light and dark. */
import type { Graph } from '../../workloads/graph-check.ts'
import { type Box, type Edge, layout, type Placed } from './layout.ts'

const HALF_WIDTH = 82
const HALF_HEIGHT = 30
const MARGIN = { top: 86, bottom: 54 }

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
  OBS: { says: 'on the streaming machine', isOutside: true },
  home: { says: 'dials in', isOutside: true },
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

const edgesOf = ({ calls, reaches, entries, services }: Graph): readonly Edge[] => [
  ...calls.map(({ from, to, scopes }) => ({ from, to, says: scopes.join(', ') })),
  ...reaches.map(({ from, to, port }) => ({ from, to, says: `:${port}` })),
  ...entries.map(({ from, to }) => ({ from, to, says: `:${services[to]?.port}` })),
]

const attributes = (all: Readonly<Record<string, string | number>>) =>
  Object.entries(all)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ')

const rectangle = ({ x, y, isOutside }: Placed) =>
  `<rect ${attributes({ class: isOutside ? 'box outside' : 'box', x: x - HALF_WIDTH, y: y - HALF_HEIGHT, width: HALF_WIDTH * 2, height: HALF_HEIGHT * 2, rx: 9 })}/>`

const label = (box: Placed) =>
  `<text ${attributes({ class: 'name', x: box.x, y: box.y - 3 })}>${box.name}</text>` +
  `<text ${attributes({ class: 'note', x: box.x, y: box.y + 15 })}>${box.says}</text>`

type Curve = { readonly path: string; readonly x: number; readonly y: number }

/** From side to side; a way that passes a column goes around it, to the top or the bottom of its end. */
const curve = (from: Placed, to: Placed, passes: boolean): Curve => {
  const way = from.x < to.x ? 1 : -1
  const start = { x: from.x + way * HALF_WIDTH, y: from.y }
  if (passes) {
    const end = { x: to.x, y: to.y + (from.y >= to.y ? HALF_HEIGHT + 4 : -HALF_HEIGHT - 4) }
    return {
      path: `M${start.x} ${start.y} C${end.x} ${start.y} ${end.x} ${start.y} ${end.x} ${end.y}`,
      x: (start.x + end.x) / 2,
      y: start.y - 5,
    }
  }
  const end = { x: to.x - way * (HALF_WIDTH + 4), y: to.y }
  const middle = (start.x + end.x) / 2
  return {
    path: `M${start.x} ${start.y} C${middle} ${start.y} ${middle} ${end.y} ${end.x} ${end.y}`,
    x: middle,
    y: (start.y + end.y) / 2 - 5,
  }
}

/** Labels of two scopes would be wider than the gap, so each has its line. */
const words = ({ x, y }: Curve, says: string) => {
  const lines = says.split(', ')
  const first = y - (lines.length - 1) * 13
  return lines
    .map((line, i) => `<text ${attributes({ class: 'says', x, y: first + i * 13 })}>${line}</text>`)
    .join('')
}

export const draw = (graph: Graph): string => {
  const edges = edgesOf(graph)
  const placed = layout(boxesOf(graph), edges).map((box) => ({ ...box, y: box.y + MARGIN.top }))
  const find = (name: string) => placed.find((box) => box.name === name) as Placed
  const width = Math.max(...placed.map(({ x }) => x)) + HALF_WIDTH + 43
  const height = Math.max(...placed.map(({ y }) => y)) + HALF_HEIGHT + MARGIN.bottom
  const gap = Math.min(...placed.filter(({ isOutside }) => !isOutside).map(({ x }) => x)) - HALF_WIDTH - 22
  const step = 2 * HALF_WIDTH + 90
  const curves = edges.map(({ from, to, says }) => {
    const [a, b] = [find(from), find(to)]
    return { says, ...curve(a, b, Math.abs(a.x - b.x) > step) }
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    `<title id="title">8 Bit Sax Lounge: who calls whom</title><style>${STYLE}</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0L8 4L0 8z"/></marker></defs>',
    `<text class="title" x="43" y="38">8 Bit Sax Lounge</text><text class="note lead" x="43" y="58">Who calls whom, by which scope. What has no arrow is cut.</text>`,
    `<rect ${attributes({ class: 'cluster', x: gap, y: MARGIN.top - 8, width: width - gap - 21, height: height - MARGIN.top - MARGIN.bottom + 40, rx: 14 })}/>`,
    ...curves.map(({ path }) => `<path class="edge" d="${path}" marker-end="url(#head)"/>`),
    ...placed.map((box) => rectangle(box) + label(box)),
    ...curves.map((each) => words(each, each.says)),
    '</svg>\n',
  ].join('\n')
}
