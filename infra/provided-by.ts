/** Resources that this project itself provides. */
import type { dynamic } from '@pulumi/pulumi'

type Does = Pick<dynamic.ResourceProvider, 'create' | 'update' | 'delete' | 'diff'>

/**
 * A provider whose work is done by a module of the project, found from the folder of Pulumi.yaml when it is called.
 * Pulumi keeps a provider's code in its state as text: kept so, that text never changes and holds nothing of ours.
 * `module`: its path in the project, e.g. `infra/authority/issue.ts`. It exports `create` and, where it needs them, the rest.
 */
export const providedBy = (module: string): dynamic.ResourceProvider => {
  // Read back from text it has nothing but what any process of Node has.
  const load = (): Partial<Does> => {
    const { existsSync } = process.getBuiltinModule('node:fs')
    const { createRequire } = process.getBuiltinModule('node:module')
    const { dirname, join } = process.getBuiltinModule('node:path')
    let folder = process.cwd()
    while (!existsSync(join(folder, 'Pulumi.yaml')) && dirname(folder) !== folder) folder = dirname(folder)
    return createRequire(join(folder, 'Pulumi.yaml'))(join(folder, module))
  }
  return {
    create: async (inputs) => load().create?.(inputs) as never,
    update: async (id, olds, news) => load().update?.(id, olds, news) ?? { outs: olds },
    delete: async (id, outputs) => load().delete?.(id, outputs),
    diff: async (id, olds, news) => load().diff?.(id, olds, news) ?? { changes: false },
  }
}
