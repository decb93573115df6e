/** The service graph before and after, as a picture: what is new and what goes stand out. */
import { BOX, layout, type Point } from '../../scripts/diagram/layout.ts'
import type { Edge, Report } from '../judge/report.ts'
import { html } from './escape.ts'
import { cut } from './text.ts'

type Node = {
  readonly name: string
  readonly says: string
  readonly isOutside: boolean
  readonly title: string
}

const POD = /^pods with (?:k8s-app=|name=)?(.+) of the namespace (.+)$/
const EVERY = /^every pod of the namespace (.+)$/

/** A box is narrow; the whole name is its title. */
const shortOf = (title: string): Pick<Node, 'name' | 'says'> => {
  const pods = POD.exec(title)
  if (pods) return { name: pods[1] as string, says: pods[2] as string }
  const every = EVERY.exec(title)
  if (every) return { name: every[1] as string, says: 'every pod' }
  return title.startsWith('the internet')
    ? { name: 'internet', says: 'public addresses' }
    : { name: title, says: '' }
}

const LETTERS = 20

const nodesOf = (edges: readonly Edge[], ours: ReadonlySet<string>): readonly Node[] =>
  [...new Set(edges.flatMap(({ from, to }) => [from, to]))].map((title) => {
    const { name, says } = ours.has(title) ? { name: title, says: '' } : shortOf(title)
    return {
      name: title,
      title: cut(name, LETTERS),
      says: cut(says, LETTERS + 4),
      isOutside: !ours.has(title),
    }
  })

const at = ({ x, y }: Point) => `${Math.round(x)},${Math.round(y)}`

const nodeOf = ({ name, title, says, isOutside, x, y }: Node & Point) =>
  `<g class="node${isOutside ? ' outside' : ''}"><title>${html(name)}</title>` +
  `<rect x="${Math.round(x - BOX.width / 2)}" y="${Math.round(y - BOX.height / 2)}" width="${BOX.width}" height="${BOX.height}" rx="10"/>` +
  `<text x="${Math.round(x)}" y="${Math.round(says ? y - 3 : y + 5)}">${html(title)}</text>` +
  (says ? `<text class="note" x="${Math.round(x)}" y="${Math.round(y + 16)}">${html(says)}</text>` : '') +
  '</g>'

const SAYS = { added: ' (new)', removed: ' (gone)', kept: '' } as const

/** Everyone asks for names: said only where it changes. */
const isNames = ({ to, state }: Edge) => state === 'kept' && to.includes('kube-dns')

/** What a folder's own pods are called: they are at either end, and no description. */
const oursIn = (edges: readonly Edge[]) =>
  new Set(
    edges
      .flatMap(({ from, to }) => [from, to])
      .filter((name) => /^[a-z0-9.-]+$/.test(name) && name !== 'anyone'),
  )

const wayOf = (
  way: { readonly points: readonly Point[]; readonly label: Point },
  { from, to, ports, state }: Edge,
) =>
  `<g class="edge ${state}"><title>${html(`${from} → ${to} on ${ports}${SAYS[state]}`)}</title>` +
  `<path d="M${way.points.map(at).join(' L')}" marker-end="url(#${state})"/>` +
  `<text x="${Math.round(way.label.x)}" y="${Math.round(way.label.y + 4)}">${state === 'added' ? '+ ' : state === 'removed' ? '− ' : ''}${html(cut(ports, LETTERS))}</text></g>`

const marker = (state: string) =>
  `<marker id="${state}" class="${state}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>`

export const picture = (all: readonly Edge[]): string => {
  const edges = all.filter((edge) => !isNames(edge))
  const nodes = nodesOf(edges, oursIn(edges))
  const { boxes, ways, width, height } = layout(
    nodes,
    edges.map(({ from, to, ports, state }) => ({
      from,
      to,
      says: [`+ ${cut(ports, LETTERS)}`, ...(state === 'kept' ? [] : [' '])],
    })),
  )
  return [
    `<svg viewBox="0 0 ${Math.round(width)} ${Math.round(height)}" role="img" aria-label="who can reach whom, before and after" style="max-width:${Math.round(width)}px">`,
    `<defs>${['kept', 'added', 'removed'].map(marker).join('')}</defs>`,
    ...ways.map((way, index) => wayOf(way, edges[index] as Edge)),
    ...boxes.map((box, index) => nodeOf({ ...(nodes[index] as Node), x: box.x, y: box.y })),
    '</svg>',
  ].join('\n')
}

/** Graphs that differ from before, and one that does not where none does; the same one of several folders once. */
export const graphsIn = ({
  edges,
}: Report): readonly { readonly folders: readonly string[]; readonly edges: readonly Edge[] }[] => {
  const byFolder = [...Map.groupBy(edges, ({ folder }) => folder)]
  const same = Map.groupBy(byFolder, ([, those]) =>
    JSON.stringify(those.map(({ folder: _, ...edge }) => edge)),
  )
  const graphs = [...same.values()].map((group) => ({
    folders: group.map(([folder]) => folder),
    edges: group[0]?.[1] ?? [],
  }))
  const changed = graphs.filter((graph) => graph.edges.some(({ state }) => state !== 'kept'))
  return changed.length > 0 ? changed : graphs.slice(0, 1)
}
