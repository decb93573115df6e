/** Texts of manifests in pages that would take some of their letters for orders. */

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const html = (text: string) => text.replace(/[&<>"']/g, (letter) => HTML[letter] as string)

/** Letters that GitHub's Markdown, its mentions, its links and its HTML give no meaning. */
const PLAIN = /[^\p{L}\p{N} .,;()+=%/'→…•✗♪-]/gu

/** Shows as it is, in a table as well as in a line: no markup, no mention, no link, no line break. */
export const markdown = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .replace(PLAIN, (letter) => `&#${letter.codePointAt(0)};`)
    .replace(/\b(www)\./gi, '$1&#46;')

export const code = (text: string) => `<code>${markdown(text)}</code>`
