import { cityPrefixOf, RowScope } from '@sxbq/kernel';
import { RowGrants, RowRule, SqlCondition } from '@sxbq/platform';
import { MenuStatus } from '../domain/menu-status';

const BUREAUS: RowGrants = {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
};

/** What is published in one's city, which is the city of the organisation that published it. */
function publishedInCity({ regionPrefix }: { readonly regionPrefix: string }) {
  const city = cityPrefixOf(regionPrefix);
  return city === null ? null : { status: MenuStatus.PUBLISHED, regionCode: { $under: [city] } };
}

const OFFER_GRANTS: RowGrants = { ...BUREAUS, SCHOOL: ({ schoolId }) => ({ ownerId: schoolId }) };
const NEED_GRANTS: RowGrants = { ...BUREAUS, ENTERPRISE: ({ enterpriseId }) => ({ ownerId: enterpriseId }) };

/**
 * Offers a scope may write: a bureau those of its schools, a school its own. Fields of a row of either: ownerId,
 * regionCode (of the owner), status.
 */
export const OFFER_AFFAIRS = new RowRule('TrainingOffer', OFFER_GRANTS);
/** Offers a scope may read: the same, and for an enterprise what is published in its city. */
export const OFFER_DIRECTORY = new RowRule('TrainingOffer', { ...OFFER_GRANTS, ENTERPRISE: publishedInCity });
/** Needs a scope may write: a bureau those of its enterprises, an enterprise its own. */
export const NEED_AFFAIRS = new RowRule('TrainingNeed', NEED_GRANTS);
/** Needs a scope may read: the same, and for a school what is published in its city. */
export const NEED_DIRECTORY = new RowRule('TrainingNeed', { ...NEED_GRANTS, SCHOOL: publishedInCity });

/** `offer` is the alias of training_offer. The owner is looked up row by row: no join, no sort. */
export function offerScope(rule: RowRule, scope: RowScope, offer: string): SqlCondition {
  return rule.toSql(scope, {
    ownerId: `${offer}.school_id`,
    regionCode: `(SELECT home.region_code FROM school home WHERE home.id = ${offer}.school_id)`,
    status: `${offer}.status`,
  });
}

/** `need` is the alias of training_need. */
export function needScope(rule: RowRule, scope: RowScope, need: string): SqlCondition {
  return rule.toSql(scope, {
    ownerId: `${need}.enterprise_id`,
    regionCode: `(SELECT home.region_code FROM enterprise home WHERE home.id = ${need}.enterprise_id)`,
    status: `${need}.status`,
  });
}
