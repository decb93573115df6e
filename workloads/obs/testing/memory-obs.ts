/** An OBS in memory: scenes, sources and filters by name, and every request that changed something. */
import type { Connection } from '../studio.ts'
import { type Call, NotThere } from '../studio.ts'

type Values = Record<string, unknown>

/** What OBS can make, beyond what it has. */
const makers = (has: {
  inputs: Map<string, Values>
  filters: Map<string, Values>
  items: Map<string, boolean>
  scenes: string[]
  kinds: string[]
}) => ({
  GetSceneList: () => ({ scenes: has.scenes.map((sceneName) => ({ sceneName })) }),
  GetInputList: () => ({ inputs: [...has.inputs.keys()].map((inputName) => ({ inputName })) }),
  GetInputKindList: () => ({ inputKinds: has.kinds }),
  CreateScene: ({ sceneName }: Values) => void has.scenes.push(String(sceneName)),
  CreateInput: ({ sceneName, inputName, inputSettings }: Values) => {
    has.inputs.set(String(inputName), inputSettings as Values)
    has.items.set(`${sceneName}/${inputName}`, true)
  },
  CreateSceneItem: ({ sceneName, sourceName }: Values) =>
    void has.items.set(`${sceneName}/${sourceName}`, true),
  CreateSourceFilter: ({ sourceName, filterName }: Values) => {
    if (!has.inputs.has(String(sourceName))) throw new NotThere(`No source is called ${sourceName}`)
    has.filters.set(`${sourceName}/${filterName}`, {})
  },
})

export const memoryObs = () => {
  const inputs = new Map<string, Values>()
  /** Of an input that is no text. */
  const others = new Map<string, string>()
  const kinds = ['text_ft2_source_v2', 'color_source_v3', 'browser_source']
  const filters = new Map<string, Values>()
  const items = new Map<string, boolean>()
  const scenes: string[] = []
  const sets: string[] = []
  let onAir = ''
  let isStreaming = false
  const hears = { streaming: (_: boolean) => {}, other: () => {} }
  let end = (_: string) => {}

  const found = <Item>(item: Item | undefined, name: unknown): Item => {
    if (item === undefined) throw new NotThere(`No source was found by the name of \`${name}\`.`)
    return item
  }
  const filterKey = ({ sourceName, filterName }: Values) => `${sourceName}/${filterName}`

  const handlers: Record<string, (data: Values) => unknown> = {
    ...makers({ inputs, filters, items, scenes, kinds }),
    GetInputSettings: ({ inputName }) => ({
      inputSettings: found(inputs.get(String(inputName)), inputName),
      inputKind: others.get(String(inputName)) ?? kinds[0],
    }),
    SetInputSettings: ({ inputName, inputSettings }) =>
      Object.assign(found(inputs.get(String(inputName)), inputName), inputSettings),
    GetCurrentProgramScene: () => ({ currentProgramSceneName: onAir }),
    SetCurrentProgramScene: ({ sceneName }) => {
      onAir = found(
        scenes.find((one) => one === sceneName),
        sceneName,
      )
      return {}
    },
    GetSceneItemId: ({ sceneName, sourceName }) => {
      const key = `${sceneName}/${sourceName}`
      found(items.get(key), key)
      return { sceneItemId: [...items.keys()].indexOf(key) }
    },
    GetSceneItemEnabled: ({ sceneItemId }) => ({
      sceneItemEnabled: [...items.values()][Number(sceneItemId)],
    }),
    SetSceneItemEnabled: ({ sceneItemId, sceneItemEnabled }) => {
      items.set([...items.keys()][Number(sceneItemId)] ?? '', sceneItemEnabled === true)
      return {}
    },
    GetSourceFilter: (named) => ({ filterSettings: found(filters.get(filterKey(named)), filterKey(named)) }),
    SetSourceFilterSettings: ({ filterSettings, ...named }) =>
      Object.assign(found(filters.get(filterKey(named)), filterKey(named)), filterSettings),
    GetStreamStatus: () => ({ outputActive: isStreaming }),
  }

  const call: Call = async (request, data = {}) => {
    const handler = handlers[request]
    if (handler === undefined) throw new Error(`this OBS does not know ${request}`)
    const answer = (handler(data) ?? {}) as Values
    if (request.startsWith('Set')) sets.push(request)
    return answer
  }

  const connection = (): Connection => {
    const { promise, resolve } = Promise.withResolvers<string>()
    end = resolve
    return {
      call,
      ended: promise,
      onStreaming: (hear) => {
        hears.streaming = hear
      },
      onOther: (hear) => {
        hears.other = hear
      },
      close: async () => resolve('closed'),
    }
  }

  return {
    ...{ inputs, others, kinds, filters, items, scenes, sets, call, connection },
    scene: () => onAir,
    choose: (scene: string) => {
      onAir = scene
    },
    stream: (is: boolean) => {
      isStreaming = is
      hears.streaming(is)
    },
    changed: () => hears.other(),
    die: () => end('OBS is gone'),
  }
}
