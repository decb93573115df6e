/** The rules as a policy pack: `pulumi preview --policy-pack infra/policy`. */
import { PolicyPack } from '@pulumi/policy'
import { rules } from './rules.ts'
import { stackRules } from './stack-rules.ts'

const enforcementLevel = 'mandatory'

new PolicyPack('eight-bit-sax-lounge', {
  policies: [
    ...rules.map(({ name, says: description, check }) => ({
      ...({ name, description, enforcementLevel } as const),
      validateResource: (asked: Parameters<typeof check>[0], report: (fault: string) => void) => {
        for (const fault of check(asked)) report(`${asked.name} ${fault}`)
      },
    })),
    ...stackRules.map(({ name, says: description, check }) => ({
      ...({ name, description, enforcementLevel } as const),
      validateStack: (
        { resources }: { readonly resources: Parameters<typeof check>[0] },
        report: (fault: string) => void,
      ) => {
        for (const fault of check(resources)) report(fault)
      },
    })),
  ],
})
