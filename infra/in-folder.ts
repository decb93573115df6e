/** Resources that the program itself provides. */
import type { dynamic } from '@pulumi/pulumi'

type Does = Pick<dynamic.ResourceProvider, 'create' | 'update' | 'delete' | 'diff'>

/**
 * A provider whose work is done by a module of this project, found from the folder of Pulumi.yaml when it is called.
 * Pulumi keeps a provider's code in its state as text: kept so, that text never changes and holds nothing of ours.
 * `module`: its path in the project, e.g. `infra/authority/issue.ts`. It exports `create` and, where it needs them, the rest.
 */
export const providedBy = (module: string): dynamic.ResourceProvider => {
  // Works when it is read back from text, so it uses what any process of Node has.
  const load = async (): Promise<Partial<Does>> => {
    const { existsSync } = process.getBuiltinModule('node:fs')
    const { dirname, join } = process.getBuiltinModule('node:path')
    const { pathToFileURL } = process.getBuiltinModule('node:url')
    let folder = process.cwd()
    while (!existsSync(join(folder, 'Pulumi.yaml')) && dirname(folder) !== folder) folder = dirname(folder)
    return import(pathToFileURL(join(folder, module)).href)
  }
  return {
    create: async (inputs) => (await load()).create?.(inputs) as never,
    update: async (id, olds, news) => (await load()).update?.(id, olds, news) ?? { outs: olds },
    delete: async (id, outputs) => (await load()).delete?.(id, outputs),
    diff: async (id, olds, news) => (await load()).diff?.(id, olds, news) ?? { changes: false },
  }
}
