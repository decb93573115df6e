/** The add-ons for Kubernetes 1.35: what a network, names and disks take. */

const MANAGED = 'arn:aws:iam::aws:policy'

/** Before the nodes, which are not ready without them. */
export const network = [
  {
    name: 'vpc-cni',
    version: 'v1.21.1-eksbuild.3',
    account: { name: 'aws-node', policyArn: `${MANAGED}/AmazonEKS_CNI_Policy` },
    // Without it nobody enforces network policies.
    configuration: { enableNetworkPolicy: 'true' },
  },
  // Through it the first finds the API server.
  { name: 'kube-proxy', version: 'v1.35.0-eksbuild.2' },
]

/** After them. */
export const rest = [
  { name: 'coredns', version: 'v1.13.2-eksbuild.1' },
  {
    name: 'aws-ebs-csi-driver',
    version: 'v1.56.0-eksbuild.1',
    account: {
      name: 'ebs-csi-controller-sa',
      policyArn: `${MANAGED}/service-role/AmazonEBSCSIDriverPolicy`,
    },
  },
]
