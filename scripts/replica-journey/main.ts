/** The replica's whole journey, run at home; exit code 0: all of it was well. `npm run test:replica` starts it. */
import { join } from 'node:path'
import { reportTo } from '../replica-test/report.ts'
import { checks } from './checks.ts'
import { openRig } from './rig.ts'

const { check, counts } = reportTo(console.log)
const rig = await openRig()
try {
  for (const [title, does] of checks) if (!(await check(`the journey: ${title}`, () => does(rig)))) break
} finally {
  if (counts.FAIL > 0) console.log(`What was typed and said is in ${join(rig.folder, 'typed.log')}`)
  await rig.close()
}
process.exit(counts.FAIL === 0 ? 0 : 1)
