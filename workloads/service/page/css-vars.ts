/** Sets CSS variables on an element from script: the page's policy forbids style attributes. */
import { noChange } from 'lit-html'
import { Directive, directive, type ElementPart } from 'lit-html/directive.js'

type Vars = Readonly<Record<`--${string}`, string>>

class CssVars extends Directive {
  override render(_vars: Vars) {
    return noChange
  }

  override update({ element }: ElementPart, [vars]: [Vars]) {
    const { style } = element as HTMLElement | SVGElement
    for (const [name, value] of Object.entries(vars)) style.setProperty(name, value)
    return noChange
  }
}

export const cssVars = directive(CssVars)
