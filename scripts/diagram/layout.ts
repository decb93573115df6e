/** Where the boxes of a call graph and the ways between them go: callers left of what they call, the world leftmost. */
import { Graph, layout as place } from '@dagrejs/dagre'

export type Edge = { readonly from: string; readonly to: string; readonly says: readonly string[] }

export type Box = { readonly name: string; readonly says: string; readonly isOutside: boolean }

export type Point = { readonly x: number; readonly y: number }

export type Area = Point & { readonly width: number; readonly height: number }

export type Placed = {
  readonly boxes: readonly (Box & Point)[]
  /** From caller to callee; the label is around its own point. */
  readonly ways: readonly (Edge & { readonly points: readonly Point[]; readonly label: Point })[]
  /** What is ours. */
  readonly inside: Area
  readonly width: number
  readonly height: number
}

export const BOX = { width: 164, height: 60 }
/** Of a line of a label, and of a letter in it. */
const LINE = 14
const LETTER = 6.4

const INSIDE = 'inside'

const graphOf = (boxes: readonly Box[], edges: readonly Edge[]) => {
  const graph = new Graph({ compound: true, multigraph: true })
  graph.setGraph({ rankdir: 'LR', ranksep: 52, nodesep: 38, edgesep: 30, marginx: 40, marginy: 40 })
  graph.setNode(INSIDE, {})
  for (const { name, isOutside } of boxes) {
    graph.setNode(name, { ...BOX })
    if (!isOutside) graph.setParent(name, INSIDE)
  }
  for (const { from, to, says } of edges) {
    const width = Math.max(...says.map(({ length }) => length)) * LETTER
    graph.setEdge(from, to, { width, height: says.length * LINE, labelpos: 'c' }, says.join())
  }
  place(graph)
  return graph
}

export const layout = (boxes: readonly Box[], edges: readonly Edge[]): Placed => {
  const isOutside = (name: string) => boxes.some((box) => box.name === name && box.isOutside)
  /** A call to the world is laid out backwards, so that the world is on one side. */
  const isBack = ({ to }: Edge) => isOutside(to)
  const forward = edges.map((edge) => (isBack(edge) ? { ...edge, from: edge.to, to: edge.from } : edge))
  const graph = graphOf(boxes, forward)
  const ways = forward.map(({ from, to, says }, index) => {
    const { points, x, y } = graph.edge(from, to, says.join())
    const edge = edges[index] as Edge
    return { ...edge, points: isBack(edge) ? points.toReversed() : points, label: { x, y } }
  })
  const { x, y, width, height } = graph.node(INSIDE)
  return {
    boxes: boxes.map((box) => ({ ...box, x: graph.node(box.name).x, y: graph.node(box.name).y })),
    ways,
    inside: { x, y, width, height },
    width: graph.graph().width ?? 0,
    height: graph.graph().height ?? 0,
  }
}
