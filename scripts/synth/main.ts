/** `npm run synth [-- <environment>…]`: writes every manifest to `dist/`, without a cluster, a network or a secret. */
import { places } from '../../workloads/environments.ts'
import { synth } from './synth.ts'
import { writeWhole } from './write-whole.ts'

try {
  // The tool `cdk8s` names its own folder.
  const folder = process.env.CDK8S_OUTDIR ?? 'dist'
  const files = synth(places, process.argv.slice(2))
  writeWhole(folder, files)
  console.log(
    `${files.size} files are in ${folder}: ${[...new Set([...files.keys()].map((file) => file.split('/')[0]))].join(', ')}`,
  )
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
