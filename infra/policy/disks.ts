/** What is kept on disks that nobody else reads. */
import { MACHINES, NODES, TEMPLATE } from './machines.ts'
import type { Asked } from './rule.ts'

/** Disks by themselves → what says that they are encrypted. */
const SEALED_BY: Readonly<Record<string, string>> = {
  'aws:ebs/volume:Volume': 'encrypted',
  'aws:ebs/snapshotCopy:SnapshotCopy': 'encrypted',
  'aws:ebs/snapshotImport:SnapshotImport': 'encrypted',
  'aws:ec2/amiCopy:AmiCopy': 'encrypted',
  'aws:efs/fileSystem:FileSystem': 'encrypted',
  'aws:rds/cluster:Cluster': 'storageEncrypted',
  'aws:rds/instance:Instance': 'storageEncrypted',
}

const isTrue = (value: unknown) => `${value}` === 'true'

/** As images of Amazon's and of others call the disk that a machine starts from. */
const ROOTS = ['/dev/xvda', '/dev/sda1']

type Mapping = { readonly deviceName?: string; readonly ebs?: { readonly encrypted?: unknown } }

const ofTemplate = ({ blockDeviceMappings = [] }: Asked['props']) => ({
  hasRoot: blockDeviceMappings.some(({ deviceName = '' }: Mapping) => ROOTS.includes(deviceName)),
  disks: blockDeviceMappings.flatMap(({ ebs }: Mapping) => (ebs ? [ebs] : [])),
})

const ofMachine = ({ rootBlockDevice, ebsBlockDevices = [] }: Asked['props']) => ({
  hasRoot: rootBlockDevice !== undefined,
  disks: [...(rootBlockDevice ? [rootBlockDevice] : []), ...ebsBlockDevices],
})

const NOBODY_SAYS = 'has a disk of which nobody says that it is encrypted'

const ofWhole = ({ type, props }: Asked): readonly string[] => {
  const { hasRoot, disks } = type === TEMPLATE ? ofTemplate(props) : ofMachine(props)
  if (!hasRoot) return [NOBODY_SAYS]
  return disks.every(({ encrypted }: { encrypted?: unknown }) => isTrue(encrypted))
    ? []
    : ['has a disk that is not encrypted']
}

export const unencrypted = (asked: Asked): readonly string[] => {
  const { type, props } = asked
  const by = SEALED_BY[type]
  if (by) return isTrue(props[by]) ? [] : ['is not encrypted']
  if (type === NODES) return props.launchTemplate ? [] : [NOBODY_SAYS]
  return MACHINES.includes(type) ? ofWhole(asked) : []
}
