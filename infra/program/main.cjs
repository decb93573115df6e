/** Where Pulumi begins: in a language that any Node reads, so that a wrong one is told in a sentence. */
const NEEDED = 24
const [major] = process.versions.node.split('.')
if (Number(major) < NEEDED) {
  process.stderr.write(
    `The cloud replica needs Node ${NEEDED} or newer, and this is ${process.versions.node}: run \`npm run replica\`, which brings its own.\n`,
  )
  process.exit(1)
}

module.exports = async () => (await import('../index.ts')).replica()
