import { daysInclusive, programmeYear } from '@sxbq/kernel';
import { AssessmentScheme, JoinedInYearRule } from '../model/assessment-scheme';
import { OrganisationFacts } from '../model/facts';
import { Ratio } from './ratio';

/** True for one that joined after 1 January of the scheme's year. */
export function joinedInYear({ joinedOn }: Pick<OrganisationFacts, 'joinedOn'>, year: number): boolean {
  return joinedOn !== null && joinedOn > programmeYear(year).firstDay;
}

/** True for one that the scheme scores without ranking it, and for one that joined after the year. */
export function isUnranked(organisation: Pick<OrganisationFacts, 'joinedOn'>, scheme: AssessmentScheme): boolean {
  if (!joinedInYear(organisation, scheme.year)) return false;
  return scheme.joinedInYear === JoinedInYearRule.UNRANKED || !joinedBefore(organisation, scheme.year);
}

/** The share of the year since joining; 1 for whom targets do not shrink. */
export function shareOfYear(organisation: Pick<OrganisationFacts, 'joinedOn'>, scheme: AssessmentScheme): Ratio {
  const { joinedOn } = organisation;
  const shrinks = scheme.joinedInYear === JoinedInYearRule.PRO_RATA && joinedInYear(organisation, scheme.year);
  if (joinedOn === null || !shrinks || !joinedBefore(organisation, scheme.year)) return Ratio.ONE;
  const { lastDay, days } = programmeYear(scheme.year);
  return Ratio.of(daysInclusive(joinedOn, lastDay)).dividedBy(Ratio.of(days));
}

/** True when it joined while the year ran. */
function joinedBefore({ joinedOn }: Pick<OrganisationFacts, 'joinedOn'>, year: number): boolean {
  return joinedOn !== null && joinedOn <= programmeYear(year).lastDay;
}
