/** Where the boxes of a call graph go: callers left of what they call, the outside world leftmost. */

export type Edge = { readonly from: string; readonly to: string; readonly says: string }

export type Box = { readonly name: string; readonly says: string; readonly isOutside: boolean }

export type Placed = Box & { readonly x: number; readonly y: number }

/** Pixels between the centres of neighbours. */
const COLUMN = 250
const ROW = 112

/** Steps to the end of the longest way from here. */
const depthOf = (name: string, edges: readonly Edge[]): number =>
  Math.max(0, ...edges.filter(({ from }) => from === name).map(({ to }) => 1 + depthOf(to, edges)))

/** Columns from left to right; within one the boxes keep their order and are centred. */
export const layout = (boxes: readonly Box[], edges: readonly Edge[]): readonly Placed[] => {
  const inner = edges.filter(
    ({ from, to }) => boxes.some(({ name, isOutside }) => name === to && !isOutside) && from !== to,
  )
  const depths = new Map(
    boxes.filter(({ isOutside }) => !isOutside).map(({ name }) => [name, depthOf(name, inner)]),
  )
  const deepest = Math.max(...depths.values())
  const columnOf = ({ name, isOutside }: Box) => (isOutside ? 0 : 1 + deepest - (depths.get(name) ?? 0))
  const columns = Map.groupBy(boxes, columnOf)
  const tallest = Math.max(...[...columns.values()].map(({ length }) => length))
  return [...columns].flatMap(([column, those]) =>
    those.map((box, row) => ({
      ...box,
      x: COLUMN / 2 + column * COLUMN,
      y: ROW * (row + (tallest - those.length) / 2 + 0.5),
    })),
  )
}
