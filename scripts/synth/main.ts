/** `npm run synth [-- <environment>…]`: writes every manifest to `dist/`, without a cluster, a network or a secret. */
import { synth } from './synth.ts'
import { writeWhole } from './write-whole.ts'

try {
  // Here, because what is wrong in it is said when it is read.
  const { places } = await import('../../workloads/environments.ts')
  // The tool `cdk8s` names its own folder.
  const folder = process.env.CDK8S_OUTDIR ?? 'dist'
  const files = synth(places, process.argv.slice(2))
  writeWhole(folder, files)
  const folders = new Set([...files.keys()].map((file) => file.split('/')[0]))
  console.log(`${files.size} files are in ${folder}: ${[...folders].join(', ')}`)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
