/** What machines are, and to whom they give their credentials. */
import type { Asked } from './rule.ts'

export const TEMPLATE = 'aws:ec2/launchTemplate:LaunchTemplate'
export const NODES = 'aws:eks/nodeGroup:NodeGroup'

/** Who say of themselves what they run on. */
export const MACHINES: readonly string[] = [
  'aws:ec2/instance:Instance',
  'aws:ec2/spotInstanceRequest:SpotInstanceRequest',
  'aws:ec2/launchConfiguration:LaunchConfiguration',
  TEMPLATE,
]

/** What it says of machines itself has no setting for tokens. */
const SPOT_FLEET = 'aws:ec2/spotFleetRequest:SpotFleetRequest'

export const withoutTokens = ({ type, props }: Asked): readonly string[] => {
  if (type === SPOT_FLEET && props.launchSpecifications)
    return ['describes machines itself, which cannot require tokens (launchTemplateConfigs can)']
  if (!MACHINES.includes(type)) return []
  const { metadataOptions = {} } = props
  return metadataOptions.httpTokens === 'required' || metadataOptions.httpEndpoint === 'disabled'
    ? []
    : ['does not require tokens (metadataOptions.httpTokens)']
}

/** t4g, c7g, m8gd and so on. */
const GRAVITON = /^(t4g|[a-z]+\d+g[a-z]*)\.[a-z0-9]+$/
const ARM_IMAGE = /ARM_64|^CUSTOM$/

const ofNodes = ({ instanceTypes = ['the default'], amiType }: Asked['props']) => [
  ...instanceTypes,
  ...(amiType === undefined || ARM_IMAGE.test(amiType) ? [] : [amiType]),
]

const ofGroup = ({ mixedInstancesPolicy }: Asked['props']) =>
  (mixedInstancesPolicy?.launchTemplate?.overrides ?? []).flatMap(chosen)

const ofFleet = ({ launchTemplateConfigs = [], launchSpecifications = [] }: Asked['props']) => [
  ...[launchTemplateConfigs].flat().flatMap(({ overrides = [] }) => overrides.flatMap(chosen)),
  ...launchSpecifications.flatMap(chosen),
]

/** What is chosen by its properties may be of anybody's make. */
const chosen = ({ instanceType, instanceRequirements }: Asked['props']): readonly string[] => [
  ...(instanceType ? [instanceType] : []),
  ...(instanceRequirements ? ['whatever fits'] : []),
]

const sizesOf = ({ type, props }: Asked): readonly string[] => {
  if (type === NODES) return ofNodes(props)
  if (type === 'aws:autoscaling/group:Group') return ofGroup(props)
  if (type === SPOT_FLEET || type === 'aws:ec2/fleet:Fleet') return ofFleet(props)
  return MACHINES.includes(type) ? chosen(props) : []
}

/** Whether it is a size or the kind of an image. */
const isGraviton = (word: string) => GRAVITON.test(word) || ARM_IMAGE.test(word)

export const otherThanGraviton = (asked: Asked): readonly string[] =>
  sizesOf(asked)
    .filter((size) => !isGraviton(size))
    .map((size) => `is of the size ${size}`)
