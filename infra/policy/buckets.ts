/** Who may read a bucket. */
import type { Asked } from './rule.ts'

const PUBLIC_ACLS = ['public-read', 'public-read-write', 'authenticated-read']
/** Groups of AWS in which everybody is. */
const EVERYBODY = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/

type Grant = { readonly uri?: string; readonly grantee?: { readonly uri?: string } }

const granted = ({ grants = [], accessControlPolicy }: Asked['props']): readonly Grant[] => [
  ...grants,
  ...(accessControlPolicy?.grants ?? []),
]

const toEverybody = ({ uri, grantee }: Grant) => EVERYBODY.test(uri ?? grantee?.uri ?? '')

type Statement = {
  readonly Effect?: string
  readonly Principal?: unknown
  readonly NotPrincipal?: unknown
  readonly Condition?: Readonly<Record<string, object>>
}

const isAnyone = (principal: unknown): boolean => {
  if (typeof principal !== 'object' || principal === null) return principal === '*'
  return Object.values(principal).flat().includes('*')
}

/** What names somebody; anything else, such as that the way be TLS, anyone can fulfil. */
const NAMES =
  /^(aws:(Principal(Arn|Account|OrgID|OrgPaths)|Source(Arn|Account|OrgID|Vpc|Vpce|OwnerAccount))|s3:DataAccessPoint(Arn|Account))$/i

/** What lets everybody in whom it does not name. */
const WIDE = /not|null|ifexists/i

const isForSome = ({ Condition = {} }: Statement) =>
  Object.entries(Condition).some(
    ([operator, given]) =>
      !WIDE.test(operator) &&
      Object.entries(given).some(([key, value]) => NAMES.test(key) && ![value].flat().includes('*')),
  )

const isForAnyone = (statement: Statement) =>
  statement.Effect === 'Allow' &&
  (isAnyone(statement.Principal) || statement.NotPrincipal !== undefined) &&
  !isForSome(statement)

const allows = (policy: string | { Statement?: Statement | Statement[] } = {}) => {
  const { Statement = [] } = typeof policy === 'string' ? JSON.parse(policy) : policy
  return ([Statement].flat() as Statement[]).some(isForAnyone)
}

/** Buckets' own, and those of their access points. */
export const publicBucket = ({ type, props }: Asked): readonly string[] => {
  if (!/^aws:s3(control)?\//.test(type)) return []
  return [
    ...(PUBLIC_ACLS.includes(props.acl) ? [`has the acl ${props.acl}`] : []),
    ...(granted(props).some(toEverybody) ? ['grants everybody'] : []),
    ...(allows(props.policy) ? ['lets anyone in by its policy'] : []),
  ]
}

const BLOCKS = ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets']

/** Whether it is the bucket that a block is for, by where the name comes from or by the name itself. */
const isFor = (bucket: Asked, { props, propertyDependencies = {} }: Asked) => {
  const from = propertyDependencies.bucket ?? []
  return from.length > 0
    ? from.some(({ urn }) => urn === bucket.urn)
    : props.bucket !== undefined && props.bucket === bucket.props.bucket
}

/** A block of one bucket is none of another. */
export const unblocked = (all: readonly Asked[]): readonly string[] => {
  const whole = all.filter(
    ({ type, props }) =>
      type === 'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock' &&
      BLOCKS.every((block) => props[block] === true),
  )
  return all
    .filter(({ type }) => /^aws:s3\/bucket(V2)?:/.test(type))
    .filter((bucket) => !whole.some((block) => isFor(bucket, block)))
    .map(({ name }) => `${name} has no block of its own that refuses the public`)
}
