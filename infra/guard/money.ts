/** Who hears of the money: a budget of this stack's own, and a topic that mails. */
import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

export interface MoneyArgs {
  readonly stack: string
  readonly email: string
  /** USD a month. */
  readonly budget: number
}

/** Percent of the budget. */
const WARNINGS = [
  { threshold: 80, notificationType: 'ACTUAL' },
  { threshold: 100, notificationType: 'FORECASTED' },
] as const

export class Money extends pulumi.ComponentResource {
  /** What is published to it is mailed. */
  readonly topicArn: pulumi.Output<string>

  constructor(name: string, args: MoneyArgs, opts?: pulumi.ComponentResourceOptions) {
    super('lounge:index:Money', name, {}, opts)
    const parent = { parent: this }
    const topic = new aws.sns.Topic(name, { kmsMasterKeyId: 'alias/aws/sns' }, parent)
    const reader = { protocol: 'email', endpoint: args.email }
    new aws.sns.TopicSubscription(name, { topic: topic.arn, ...reader }, parent)
    new aws.budgets.Budget(name, budgetOf(args), parent)
    this.topicArn = topic.arn
    this.registerOutputs({ topicArn: this.topicArn })
  }
}

const budgetOf = ({ stack, email, budget }: MoneyArgs) => ({
  budgetType: 'COST',
  timeUnit: 'MONTHLY',
  limitAmount: `${budget}`,
  limitUnit: 'USD',
  costFilters: [{ name: 'TagKeyValue', values: [`user:lounge$${stack}`] }],
  notifications: WARNINGS.map((warning) => ({
    ...warning,
    comparisonOperator: 'GREATER_THAN',
    thresholdType: 'PERCENTAGE',
    subscriberEmailAddresses: [email],
  })),
})
