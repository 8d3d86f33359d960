import { CalendarDate, programmeYear } from '@sxbq/kernel';
import type { PolicyDocument } from '@sxbq/policy';
import { tierOn } from '@sxbq/schools/vocabulary';
import { SchoolFacts } from './facts';
import { factsDigest } from './facts-digest';
import { SchoolCompliance } from './result';
import { RuleContext } from './rule-context';
import { committeeRule } from './rules/committee.rule';
import { majorsRule } from './rules/majors.rule';
import { overallVerdict } from './rules/overall.rule';
import { partnersRule } from './rules/partners.rule';
import { secondmentsRule } from './rules/secondments.rule';
import { seniorClassesRule } from './rules/senior-classes.rule';
import { trainingRule } from './rules/training.rule';

/** Version of the rules in this folder; grows whenever a rule would give another answer to the same facts. */
export const RULE_SET_VERSION = '1';

/** The policy version that a programme year is judged by. */
export interface PolicyVersion {
  readonly id: number;
  readonly code: string;
  readonly version: number;
  readonly document: PolicyDocument;
}

/** What the rules say, without the digest of what they were asked about: for who keeps no result. */
export type SchoolJudgement = Omit<SchoolCompliance, 'factsDigest'>;

/** All six indicators of one school for (year, D); D lies in the year. */
export function evaluateSchool(
  facts: SchoolFacts,
  policy: PolicyVersion,
  year: number,
  asOf: CalendarDate,
): SchoolCompliance {
  return { ...judgeSchool(facts, policy, year, asOf), factsDigest: factsDigest(facts) };
}

export function judgeSchool(
  facts: SchoolFacts,
  policy: PolicyVersion,
  year: number,
  asOf: CalendarDate,
): SchoolJudgement {
  const tier = tierOn(facts.tiers, asOf);
  const context: RuleContext = { year: programmeYear(year), asOf, policy: policy.document, tier };
  const indicators = [
    partnersRule(facts, context),
    majorsRule(facts, context),
    seniorClassesRule(facts, context),
    trainingRule(facts, context),
    secondmentsRule(facts, context),
    committeeRule(facts, context),
  ];
  return {
    schoolId: facts.id,
    schoolCode: facts.code,
    schoolName: facts.name,
    tier,
    year,
    asOf,
    overall: overallVerdict(indicators.map(({ verdict }) => verdict)),
    indicators,
    policyId: policy.id,
    policyCode: policy.code,
    policyVersion: policy.version,
    ruleSetVersion: RULE_SET_VERSION,
  };
}
