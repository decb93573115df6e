/** Who reaches whom. */
import type { Case } from './case.ts'
import { NS } from './names.ts'

const from = (peer: object, port: number) => ({ from: [peer], ports: [{ port, protocol: 'TCP' }] })

const podsNamed = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } })

export const reached: readonly Case[] = [
  {
    title: 'chat may ask the database',
    patch: ({ find }) => {
      find(`NetworkPolicy ${NS}/chat`).spec.egress.push({ to: [podsNamed('db')], ports: [{ port: 5984 }] })
      find(`NetworkPolicy ${NS}/db`).spec.ingress.push(from(podsNamed('chat'), 5984))
    },
    verdict: 'dangerous',
    rules: ['edge-opened'],
    says: ['edge-opened: NetworkPolicy db: chat can now reach db on 5984.'],
  },
  {
    title: 'one side of an edge, which the other keeps closed',
    patch: ({ find }) => find(`NetworkPolicy ${NS}/db`).spec.ingress.push(from(podsNamed('chat'), 5984)),
    verdict: 'look',
    says: ['not-judged: NetworkPolicy db: ingress.'],
  },
  {
    title: 'every namespace may ask chat',
    patch: ({ find }) =>
      find(`NetworkPolicy ${NS}/chat`).spec.ingress.push(from({ namespaceSelector: {} }, 7104)),
    verdict: 'dangerous',
    rules: ['edge-opened'],
    says: ['edge-opened: NetworkPolicy chat: every pod of any namespace can now reach chat on 7104.'],
  },
  {
    title: 'chat may reach the LAN',
    patch: ({ find }) => {
      const { ipBlock } = find(`NetworkPolicy ${NS}/chat`)
        .spec.egress.flatMap(({ to }: { to: object[] }) => to)
        .find((peer: object) => 'ipBlock' in peer)
      ipBlock.except = ipBlock.except.filter((block: string) => block !== '192.168.0.0/16')
    },
    verdict: 'dangerous',
    rules: ['edge-opened'],
    says: ['edge-opened: NetworkPolicy chat: chat can now reach private addresses 192.168.0.0/16 on 443.'],
  },
  {
    title: 'no policy for midi',
    patch: ({ remove }) => {
      remove(`NetworkPolicy ${NS}/midi`)
      remove(`NetworkPolicy ${NS}/default-deny`)
    },
    verdict: 'dangerous',
    rules: ['edge-opened'],
    says: ['edge-opened: NetworkPolicy midi: anyone can now reach midi on any port.'],
  },
  {
    title: 'midi behind a load balancer',
    patch: ({ set }) => set(`Service ${NS}/midi`, 'spec/type', 'LoadBalancer'),
    verdict: 'dangerous',
    rules: ['exposure-widened'],
    says: ['exposure-widened: Service midi: port 7102 is open to outside the cluster (LoadBalancer).'],
  },
  {
    title: 'data served to outside',
    patch: ({ add }) =>
      add({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'data', namespace: NS },
        spec: { rules: [{ host: 'data.example', http: { paths: [{ path: '/', pathType: 'Prefix' }] } }] },
      }),
    verdict: 'dangerous',
    rules: ['exposure-widened'],
    says: ['exposure-widened: Ingress data: data.example/ is served to outside.'],
  },
]
