/** Plain YAML from anywhere as objects, each with the line it begins at. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'
import {
  type Document,
  isMap,
  isNode,
  isSeq,
  LineCounter,
  parseAllDocuments,
  type Tags,
  type YAMLError,
} from 'yaml'
import type { Manifest } from './change.ts'

/** `file` is relative to what was read. */
export type Written = { readonly manifest: Manifest; readonly file: string; readonly line: number }

/** What people accept of a diff is said beside the manifests, and is none. */
const ACCEPTED = 'accepted.yaml'

const EXTENSION = /\.(ya?ml|json)$/

/**
 * As Kubernetes reads: YAML 1.1 (`yes` is true, 0644 is octal), but a date, a time and bytes are strings, for JSON has
 * no others.
 */
const customTags = (tags: Tags): Tags =>
  tags.filter(
    (tag) =>
      typeof tag === 'string' ||
      !(
        ['tag:yaml.org,2002:binary', 'tag:yaml.org,2002:timestamp'].includes(tag.tag) || tag.format === 'TIME'
      ),
  )

type Source = { readonly file: string; readonly lines: LineCounter }

const at = ({ file, lines }: Source, offset: number) => `${file}:${lines.linePos(offset).line}`

const refuse = (source: Source, { pos, message }: YAMLError): never => {
  throw new Error(
    `${at(source, pos[0])} is not YAML: ${message.split('\n')[0]?.replace(/ at line \d+.*$/, '')}.`,
  )
}

type Raw = { readonly value: unknown; readonly offset: number }

/** Digits that a number would lose stay a text, so that none of them changes unseen. */
const exact = (_: unknown, value: unknown) => {
  if (typeof value !== 'bigint') return value
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
}

/** A List's members count as if each were a document. */
const membersOf = (document: Document.Parsed): readonly Raw[] => {
  const { contents } = document
  const raw = { value: document.toJS({ reviver: exact }), offset: contents?.range[0] ?? 0 }
  if (!isMap(contents) || !String(contents.get('kind')).endsWith('List') || !contents.has('items'))
    return [raw]
  const items = contents.get('items', true)
  if (!isSeq(items)) return (contents.get('items') ?? null) === null ? [] : [raw]
  return items.items.map((item) => ({
    value: isNode(item) ? item.toJS(document, { reviver: exact }) : item,
    offset: (isNode(item) && item.range?.[0]) || raw.offset,
  }))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What is missing for it to be an object that can be applied. */
const faultOf = (value: unknown): string | undefined => {
  if (!isObject(value)) return 'is no Kubernetes object, but a plain value'
  if (typeof value.apiVersion !== 'string') return 'is no Kubernetes object: it has no apiVersion'
  if (typeof value.kind !== 'string') return 'is no Kubernetes object: it has no kind'
  if (value.apiVersion.startsWith('kustomize.config.k8s.io/'))
    return `is of the kind ${value.kind}, which says how objects are made: build it (kustomize build) and compare what comes out`
  const { metadata } = value
  if (!isObject(metadata) || typeof (metadata.name ?? metadata.generateName) !== 'string')
    return `is of the kind ${value.kind} and has no metadata.name`
  return undefined
}

/** Each run gets another name from the cluster; here the beginning is the name. */
const named = (value: Manifest): Manifest =>
  value.metadata.name === undefined
    ? { ...value, metadata: { ...value.metadata, name: `${value.metadata.generateName}*` } }
    : value

/** An alias may only be of its own document: that shows when it is read. */
const membersIn = (document: Document.Parsed, source: Source): readonly Raw[] => {
  try {
    return membersOf(document)
  } catch (error) {
    throw new Error(`${at(source, document.range[0])} is not YAML: ${(error as Error).message}.`, {
      cause: error,
    })
  }
}

/** Throws a sentence with file and line for what is no YAML, and for what is no object. */
export const parseYaml = (text: string, file: string): readonly Written[] => {
  const source = { file, lines: new LineCounter() }
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags,
    intAsBigInt: true,
    lineCounter: source.lines,
  })
  if (!Array.isArray(documents)) return []
  return documents.flatMap((document) => {
    const [error] = document.errors
    if (error) refuse(source, error)
    return membersIn(document, source)
      .filter(({ value }) => value !== null && value !== undefined)
      .map(({ value, offset }) => {
        const fault = faultOf(value)
        if (fault) throw new Error(`${at(source, offset)} ${fault}.`)
        return { manifest: named(value as Manifest), file, line: source.lines.linePos(offset).line }
      })
  })
}

const filesIn = async (path: string): Promise<readonly string[]> => {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined)
    throw new Error(`${path} is not there; a folder of YAML, or a file, would be right.`)
  if (!found.isDirectory()) return [path]
  const names = await readdir(path, { recursive: true })
  return names
    .filter((name) => EXTENSION.test(name) && name !== ACCEPTED)
    .sort()
    .map((name) => join(path, name))
}

/** Of a folder with all below it, or of one file. */
export const readYaml = async (path: string): Promise<readonly Written[]> => {
  const files = await filesIn(path)
  if (files.length === 0) throw new Error(`${path} holds no YAML.`)
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  return files.flatMap((file, index) => parseYaml(texts[index] as string, relative(path, file) || file))
}
