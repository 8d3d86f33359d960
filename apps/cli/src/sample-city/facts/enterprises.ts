import { EnterpriseKind, EnterpriseSize } from '@sxbq/enterprises/vocabulary';
import type { IdentityMint } from '../identities';
import { ENTERPRISE_COUNT } from '../plan';
import type { Random } from '../random';
import { ASSOCIATION_NAMES, CLUSTER_NAMES, FIRM_WORDS, INDUSTRY_WORDS } from '../vocabulary/industries';
import { personName } from '../vocabulary/people';
import type { EnterpriseFact } from './facts';

/** The counties of the sample city (codes of GB/T 2260). */
export const REGION_CODES = ['320402', '320404', '320411', '320412', '320413', '320481'] as const;

const FORMS = ['有限公司', '有限公司', '有限公司', '股份有限公司', '科技有限公司', '集团有限公司'];
/** Firms whose credit code ends in 0. */
const CHECK_ZERO = new Set([3, 37, 71]);

/** 96 firms, then two associations and two clusters; the order is the seed's. */
export function buildEnterprises(random: Random, mint: IdentityMint): EnterpriseFact[] {
  const names = new Set<string>();
  const firms = Array.from({ length: ENTERPRISE_COUNT }, (_, index) => {
    const industry = INDUSTRY_WORDS[index % INDUSTRY_WORDS.length] as (typeof INDUSTRY_WORDS)[number];
    const regionCode = random.pick(REGION_CODES);
    return {
      uscc: mint.creditCode('91', regionCode, CHECK_ZERO.has(index)),
      name: firmName(random, industry.products, names),
      kind: EnterpriseKind.ENTERPRISE,
      industryCode: industry.code,
      size: random.pick([EnterpriseSize.LARGE, EnterpriseSize.MEDIUM, EnterpriseSize.MEDIUM, EnterpriseSize.SMALL]),
      regionCode,
      ...contact(random, mint),
    };
  });
  return [
    ...firms,
    ...ASSOCIATION_NAMES.map((name) => body(name, EnterpriseKind.ASSOCIATION, mint.creditCode('51', '320400'))),
    ...CLUSTER_NAMES.map((name) => body(name, EnterpriseKind.CLUSTER, mint.creditCode('59', '320400'))),
  ];
}

function firmName(random: Random, products: readonly string[], taken: Set<string>): string {
  for (;;) {
    const name = `示例${random.pick(FIRM_WORDS)}${random.pick(products)}${random.pick(FORMS)}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

function contact(random: Random, mint: IdentityMint): Pick<EnterpriseFact, 'contactName' | 'contactPhone'> {
  return random.chance(0.8) ? { contactName: personName(random), contactPhone: mint.phone() } : {};
}

/** Neither has an industry or a size of its own. */
function body(name: string, kind: EnterpriseKind, uscc: string): EnterpriseFact {
  return { uscc, name, kind, regionCode: '320400' };
}
