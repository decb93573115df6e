/** The service graph before and after. */
import type { FolderChange } from '../change.ts'
import { edgesIn, guarded } from '../reach/edges.ts'
import { sayPorts } from '../reach/ports.ts'
import { sayEnd } from '../reach/say.ts'
import type { Edge } from './report.ts'

type Said = Omit<Edge, 'state'>

const keyOf = ({ from, to, ports }: Said) => JSON.stringify([from, to, ports])

const saidIn = (
  folder: string,
  ...[manifests, scope]: Parameters<typeof edgesIn>
): ReadonlyMap<string, Said> =>
  new Map(
    edgesIn(manifests, scope)
      .map(({ from, to, ports }) => ({ folder, from: sayEnd(from), to: sayEnd(to), ports: sayPorts(ports) }))
      .map((said) => [keyOf(said), said]),
  )

export const graphOf = ({ folder, base, head }: FolderChange): readonly Edge[] => {
  const scope = guarded(base, head)
  const [before, after] = [saidIn(folder, base, scope), saidIn(folder, head, scope)]
  return [
    ...[...after].map(([key, said]): Edge => ({ ...said, state: before.has(key) ? 'kept' : 'added' })),
    ...[...before]
      .filter(([key]) => !after.has(key))
      .map(([, said]): Edge => ({ ...said, state: 'removed' })),
  ]
}
