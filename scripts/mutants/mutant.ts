/** A defect that is planted in the shipped code, to show that a script can fail: it must be found. */

/** `from` stands once in `file`, which is in `workloads/`. */
export type Edit = { readonly file: string; readonly from: string; readonly to: string }

export type Mutant = {
  readonly name: string
  readonly edits: readonly Edit[]
  /** What the script is to say of it. */
  readonly says: RegExp
}

/** Throws when what is to be another does not stand there once: the code has moved on, and the plant with it. */
export const edited = (source: string, { file, from, to }: Edit): string => {
  if (source.split(from).length !== 2) throw new Error(`workloads/${file} does not hold once: ${from}`)
  return source.replace(from, () => to)
}
