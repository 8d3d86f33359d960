import { AgreementKind } from '@sxbq/agreements/vocabulary';
import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import type { AgreementState, Miss, SchoolPlan } from '../plan-types';
import type { Random } from '../random';
import type { Timeline } from '../timeline';
import { agreementDates, AgreementDates } from './agreement-states';
import type { MajorsOfSchool } from './classes';
import type { AgreementFact, EnterpriseFact, ExecutionFact } from './facts';

/** Why an agreement of the plan's kind adds nothing: the first condition it fails (domain.md §2). */
export type FailedCondition =
  | 'NOT_FILED'
  | 'NOT_YET_IN_FORCE'
  | 'EXPIRED'
  | 'TERMINATED'
  | 'NO_APPROVED_PLAN'
  | 'NO_VERIFIED_EXECUTION'
  | 'PARTNER_KIND_NOT_COUNTED';

const CONDITIONS: Readonly<Partial<Record<AgreementState, FailedCondition>>> = {
  EXPIRED_DAY_BEFORE: 'EXPIRED',
  TERMINATED_ON_D: 'TERMINATED',
  NOT_FILED: 'NOT_FILED',
  FILED_AFTER_D: 'NOT_FILED',
  STARTS_AFTER_D: 'NOT_YET_IN_FORCE',
  NO_PLAN: 'NO_APPROVED_PLAN',
  PLAN_APPROVED_AFTER_D: 'NO_APPROVED_PLAN',
  NEVER_EXECUTED: 'NO_VERIFIED_EXECUTION',
  EXECUTED_LAST_YEAR: 'NO_VERIFIED_EXECUTION',
  EXECUTION_NOT_VERIFIED: 'NO_VERIFIED_EXECUTION',
};

/** One agreement of the plan that must not count, for expected.json. */
export interface ExpectedMiss {
  readonly indicator: 'PARTNERS' | 'MAJORS';
  readonly agreementCode: string;
  readonly condition: FailedCondition;
}

export interface AgreementsOfSchool {
  readonly agreements: readonly AgreementFact[];
  readonly executions: readonly ExecutionFact[];
  readonly misses: readonly ExpectedMiss[];
}

const ACTIVITIES: readonly (readonly [kind: string, description: string])[] = [
  ['顶岗实习', '学生分批到岗，企业师傅带教'],
  ['企业师傅授课', '企业技师到校上实训课'],
  ['订单班教学', '按企业岗位标准组织教学'],
  ['专业建设研讨', '双方修订人才培养方案'],
  ['设备共享', '企业开放生产设备供实训'],
  ['技能比武', '校企联合组织技能竞赛'],
  ['宣讲招聘', '企业进校宣讲，学生报名'],
];

interface Draft {
  partner: EnterpriseFact;
  kinds: AgreementKind[];
  majorCodes: string[];
  state: AgreementState;
  missOf?: ExpectedMiss['indicator'];
}

/**
 * The school's agreements, by construction: exactly the plan's firms have an effective CLOSE agreement and exactly
 * the plan's firms an effective JOINT_TRAINING agreement for each concerned major.
 */
export function buildAgreements(
  plan: SchoolPlan,
  majors: MajorsOfSchool,
  enterprises: readonly EnterpriseFact[],
  random: Random,
  time: Timeline,
): AgreementsOfSchool {
  const partners = new PartnerPool(enterprises, random);
  const close = closeDrafts(plan, partners);
  const plainClose = close.filter(({ state, missOf }) => state === 'PLAIN' && missOf === undefined);
  const joint = majors.concerned.flatMap((major, index) =>
    jointDrafts(plan, index, major.code, partners, plainClose[index % Math.max(1, plainClose.length)]),
  );
  const others = Array.from({ length: random.whole(6, 8) }, () => otherDraft(partners.next(), majors, random));
  return written(plan.code, random.shuffled([...close, ...joint, ...others]), random, time);
}

/** Firms in the school's own order; `next` never gives one twice until all were given. */
class PartnerPool {
  private readonly firms: readonly EnterpriseFact[];
  private given = 0;

  constructor(
    private readonly enterprises: readonly EnterpriseFact[],
    random: Random,
  ) {
    this.firms = random.shuffled(enterprises.filter(({ kind }) => kind === EnterpriseKind.ENTERPRISE));
  }

  next(): EnterpriseFact {
    return this.firms[this.given++ % this.firms.length] as EnterpriseFact;
  }

  /** The partner of a miss; `counted` is the one that counts already. */
  ofMiss(miss: Miss, counted: EnterpriseFact | undefined): EnterpriseFact {
    switch (miss.partner) {
      case 'NEW':
        return this.next();
      case 'COUNTED':
        return counted ?? this.next();
      case 'ASSOCIATION':
        return this.ofKind(EnterpriseKind.ASSOCIATION);
      case 'CLUSTER':
        return this.ofKind(EnterpriseKind.CLUSTER);
    }
  }

  private ofKind(kind: EnterpriseKind): EnterpriseFact {
    return this.enterprises.find((enterprise) => enterprise.kind === kind) as EnterpriseFact;
  }
}

function closeDrafts(plan: SchoolPlan, partners: PartnerPool): Draft[] {
  const { firms, edges, misses } = plan.PARTNERS;
  const counted = Array.from({ length: firms }, (_, index): Draft => ({
    partner: partners.next(),
    kinds: [AgreementKind.CLOSE],
    majorCodes: [],
    state: edges[index] ?? 'PLAIN',
  }));
  const missing = misses.map((miss): Draft => ({
    partner: partners.ofMiss(miss, counted.at(-1)?.partner),
    kinds: [AgreementKind.CLOSE],
    majorCodes: [],
    state: miss.state,
    missOf: 'PARTNERS',
  }));
  return [...counted, ...missing];
}

/**
 * Agreements for one concerned major. Its first firm, where there are two, is a close partner whose agreement covers
 * the major as well; the others get an agreement of their own.
 */
function jointDrafts(
  plan: SchoolPlan,
  index: number,
  majorCode: string,
  partners: PartnerPool,
  close: Draft | undefined,
): Draft[] {
  const major = plan.MAJORS.concerned[index] as SchoolPlan['MAJORS']['concerned'][number];
  const shared = close !== undefined && major.firms >= 2;
  if (shared) {
    close.kinds = [...new Set([...close.kinds, AgreementKind.JOINT_TRAINING])];
    close.majorCodes.push(majorCode);
  }
  const ownCount = major.firms - (shared ? 1 : 0);
  const own = Array.from({ length: ownCount }, (_, nth): Draft => ({
    partner: partners.next(),
    kinds: [AgreementKind.JOINT_TRAINING],
    majorCodes: [majorCode],
    state: nth === ownCount - 1 ? (major.edge ?? 'PLAIN') : 'PLAIN',
  }));
  const misses = (major.misses ?? []).map((miss): Draft => ({
    partner: partners.ofMiss(miss, own.at(-1)?.partner),
    kinds: [AgreementKind.JOINT_TRAINING],
    majorCodes: [majorCode],
    state: miss.state,
    missOf: 'MAJORS',
  }));
  return [...own, ...misses];
}

/** An agreement of kinds that no indicator asks for, though it covers majors. */
function otherDraft(partner: EnterpriseFact, majors: MajorsOfSchool, random: Random): Draft {
  const kinds = [AgreementKind.ORDER_CLASS, AgreementKind.INTERNSHIP, AgreementKind.APPRENTICESHIP];
  const covered = random.shuffled([...majors.concerned, ...majors.others]).slice(0, random.whole(1, 3));
  return {
    partner,
    kinds: random.shuffled(kinds).slice(0, random.whole(1, 2)),
    majorCodes: covered.map(({ code }) => code).sort(),
    state: random.pick(['PLAIN', 'PLAIN', 'NOT_FILED', 'EXPIRED_DAY_BEFORE', 'NO_PLAN'] as const),
  };
}

function written(schoolCode: string, drafts: readonly Draft[], random: Random, time: Timeline): AgreementsOfSchool {
  const agreements: AgreementFact[] = [];
  const executions: ExecutionFact[] = [];
  const misses: ExpectedMiss[] = [];
  drafts.forEach((draft, index) => {
    const code = `XY-${schoolCode}-${String(index + 1).padStart(3, '0')}`;
    const { executions: executed, ...dates } = agreementDates(draft.state, random, time);
    agreements.push({
      code,
      schoolCode,
      uscc: draft.partner.uscc,
      kinds: draft.kinds,
      majorCodes: draft.majorCodes,
      ...dates,
      planName: draft.state === 'NO_PLAN' ? undefined : `与${draft.partner.name}合作方案`,
    });
    executions.push(...executionFacts(code, executed, random));
    const condition = failedCondition(draft);
    if (draft.missOf && condition) misses.push({ indicator: draft.missOf, agreementCode: code, condition });
  });
  return { agreements, executions, misses };
}

/** Undefined for a second agreement with a partner that counts already: it fails no condition. */
function failedCondition(draft: Draft): FailedCondition | undefined {
  if (draft.partner.kind !== EnterpriseKind.ENTERPRISE) return 'PARTNER_KIND_NOT_COUNTED';
  return CONDITIONS[draft.state];
}

function executionFacts(
  agreementCode: string,
  executed: AgreementDates['executions'],
  random: Random,
): ExecutionFact[] {
  return executed.map(({ on, verified }, index) => {
    const [activityKind, description] = random.pick(ACTIVITIES);
    const crowd = activityKind === '宣讲招聘' ? random.whole(900, 1600) : random.whole(8, 120);
    return {
      agreementCode,
      code: `ZX${String(index + 1).padStart(2, '0')}`,
      occurredOn: on,
      activityKind,
      participants: random.chance(0.9) ? crowd : undefined,
      description: random.chance(0.7) ? description : undefined,
      verified,
    };
  });
}
