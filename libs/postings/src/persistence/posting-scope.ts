import { cityPrefixOf, RowScope } from '@sxbq/kernel';
import { RowCondition, RowGrants, RowRule, SqlCondition } from '@sxbq/platform';
import { PostingStatus } from '../domain/posting-status';

const AFFAIRS: RowGrants = {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
  ENTERPRISE: ({ enterpriseId }) => ({ enterpriseId }),
};

/**
 * Postings a scope may decide about or write: those with their place of work in a bureau's region, and an enterprise's
 * own. Fields of a row: enterpriseId, regionCode, status.
 */
export const POSTING_AFFAIRS = new RowRule('JobPosting', AFFAIRS);

/** Postings a scope may read: the same, and for a school and a graduate what is shown in their city. */
export const POSTING_DIRECTORY = new RowRule('JobPosting', {
  ...AFFAIRS,
  SCHOOL: ({ regionPrefix }) => shownInCity(regionPrefix),
  OWN_RECORDS: ({ regionPrefix }) => shownInCity(regionPrefix),
});

function shownInCity(regionPrefix: string): RowCondition | null {
  const city = cityPrefixOf(regionPrefix);
  return city === null ? null : { status: PostingStatus.LIVE, regionCode: { $under: [city] } };
}

/** `posting` is the alias of job_posting. */
export function postingDirectoryScope(scope: RowScope, posting: string): SqlCondition {
  return POSTING_DIRECTORY.toSql(scope, columnsOf(posting));
}

/** `posting` is the alias of job_posting. */
export function postingFactScope(scope: RowScope, posting: string): SqlCondition {
  return POSTING_AFFAIRS.toSql(scope, columnsOf(posting));
}

function columnsOf(posting: string): Readonly<Record<'enterpriseId' | 'regionCode' | 'status', string>> {
  return {
    enterpriseId: `${posting}.enterprise_id`,
    regionCode: `${posting}.region_code`,
    status: `${posting}.status`,
  };
}
