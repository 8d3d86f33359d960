import { RowScope } from '@sxbq/kernel';
import { RowCondition, RowRule, SqlCondition } from '@sxbq/platform';
import { AssessmentSubject } from '../domain/model';
import { AssessmentStatus, SHOWN_STATUSES } from '../domain/run/run-status';

/** Every region that a region lies in, itself included: '3204' of '32', '3204', '320411'. */
function regionsAbove(regionCode: string): string[] {
  return Array.from({ length: regionCode.length + 1 }, (_, length) => regionCode.slice(0, length));
}

const BEGUN = Object.values(AssessmentStatus).filter((status) => status !== AssessmentStatus.DRAFT);
const ofParty = ({ regionPrefix }: { regionPrefix: string }) => ({
  regionPrefix: { $in: regionsAbove(regionPrefix) },
  status: { $in: BEGUN },
});

/**
 * A bureau sees runs over its own region or a part of it, and what wider ones came to; a party those it takes part in.
 * Fields: regionPrefix, status.
 */
export const RUN_ROWS = new RowRule('AssessmentRun', {
  REGION: ({ prefix }) => ({
    can: [
      { regionPrefix: { $under: [prefix] } },
      { regionPrefix: { $in: regionsAbove(prefix) }, status: { $in: SHOWN_STATUSES } },
    ],
  }),
  REGIONS: ({ prefixes }) => ({
    can: [
      { regionPrefix: { $under: prefixes } },
      { regionPrefix: { $in: prefixes.flatMap(regionsAbove) }, status: { $in: SHOWN_STATUSES } },
    ],
  }),
  SCHOOL: ofParty,
  ENTERPRISE: ofParty,
});

/** Runs that a bureau may steer: those over its own region or a part of it. Fields: regionPrefix. */
export const STEERED_RUNS = new RowRule('SteeredAssessmentRun', {
  REGION: ({ prefix }) => ({ regionPrefix: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionPrefix: { $under: prefixes } }),
});

/** A scheme is known to whom it binds: those below its region, and bureaus above. Fields: regionPrefix. */
export const SCHEME_ROWS = new RowRule('AssessmentScheme', {
  REGION: ({ prefix }) => ({
    can: [{ regionPrefix: { $under: [prefix] } }, { regionPrefix: { $in: regionsAbove(prefix) } }],
  }),
  REGIONS: ({ prefixes }) => ({
    can: [{ regionPrefix: { $under: prefixes } }, { regionPrefix: { $in: prefixes.flatMap(regionsAbove) } }],
  }),
  SCHOOL: ({ regionPrefix }) => ({ regionPrefix: { $in: regionsAbove(regionPrefix) } }),
  ENTERPRISE: ({ regionPrefix }) => ({ regionPrefix: { $in: regionsAbove(regionPrefix) } }),
});

/**
 * What is an organisation's own in a year: self scores, facts, objections. A bureau sees those of its region, a party its
 * own. Fields: subject, organisationId, regionCode.
 */
export const ORGANISATION_ROWS = new RowRule('AssessedOrganisation', {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
  SCHOOL: ({ schoolId }) => ({ subject: AssessmentSubject.SCHOOL, organisationId: schoolId }),
  ENTERPRISE: ({ enterpriseId }) => ({ subject: AssessmentSubject.ENTERPRISE, organisationId: enterpriseId }),
});

const shown = (own: RowCondition) => ({ can: [own, { status: { $in: SHOWN_STATUSES } }] });

/**
 * Places of a ranking: to a bureau those of its region at any time, to a party all of them once they are shown. The run
 * itself must be the scope's to see. Fields: regionCode, status.
 */
export const RANKING_ROWS = new RowRule('AssessmentRankingRow', {
  REGION: ({ prefix }) => shown({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => shown({ regionCode: { $under: prefixes } }),
  SCHOOL: () => ({ status: { $in: SHOWN_STATUSES } }),
  ENTERPRISE: () => ({ status: { $in: SHOWN_STATUSES } }),
});

export const runScope = (scope: RowScope, run: string): SqlCondition =>
  RUN_ROWS.toSql(scope, { regionPrefix: `${run}.region_prefix`, status: `${run}.status` });

export const steeredScope = (scope: RowScope, run: string): SqlCondition =>
  STEERED_RUNS.toSql(scope, { regionPrefix: `${run}.region_prefix` });

/** The organisation's region in its register; null of one that is gone, which then only the whole country sees. */
export const regionOf = (alias: string): string =>
  `(CASE ${alias}.subject WHEN 'SCHOOL' THEN (SELECT s.region_code FROM school s WHERE s.id = ${alias}.organisation_id)
     ELSE (SELECT e.region_code FROM enterprise e WHERE e.id = ${alias}.organisation_id) END)`;

/** @param alias of a table with subject and organisation_id */
export const organisationScope = (scope: RowScope, alias: string, regionCode = regionOf(alias)): SqlCondition =>
  ORGANISATION_ROWS.toSql(scope, {
    subject: `${alias}.subject`,
    organisationId: `${alias}.organisation_id`,
    regionCode,
  });
