/** Sets of whole numbers as spans: what ports and addresses are, without ever writing them out. */

/** From and to, both included. */
export type Span = readonly [bigint, bigint]

/** In order, and apart from each other. */
export type Spans = readonly Span[]

const byStart = ([a]: Span, [b]: Span) => (a < b ? -1 : a > b ? 1 : 0)

export const union = (...all: readonly Spans[]): Spans => {
  const merged: Span[] = []
  for (const [from, to] of all.flat().sort(byStart)) {
    const last = merged.at(-1)
    if (last === undefined || from > last[1] + 1n) merged.push([from, to])
    else merged[merged.length - 1] = [last[0], to > last[1] ? to : last[1]]
  }
  return merged
}

export const intersection = (some: Spans, others: Spans): Spans =>
  some.flatMap(([from, to]) =>
    others
      .map(([start, end]): Span => [from > start ? from : start, to < end ? to : end])
      .filter(([start, end]) => start <= end),
  )

const without = ([from, to]: Span, [start, end]: Span): Spans => {
  if (end < from || start > to) return [[from, to]]
  const left: Spans = start > from ? [[from, start - 1n]] : []
  return end < to ? [...left, [end + 1n, to]] : left
}

export const difference = (some: Spans, others: Spans): Spans =>
  others.reduce((left, other) => left.flatMap((span) => without(span, other)), some)
