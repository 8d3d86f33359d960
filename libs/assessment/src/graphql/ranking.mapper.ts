import { Page } from '@sxbq/kernel';
import { FACT_CATALOGUE } from '../domain/facts/fact-catalogue';
import { FactCode } from '../domain/facts/fact-code';
import { GoalEvidence } from '../domain/evidence/goal-evidence';
import { Fact, OrganisationFacts } from '../domain/model';
import type { AssessmentGoalEvidenceType } from './ranking-evidence.types';
import type { KeptRankingRow } from '../persistence/rankings.repository';
import type { AssessmentFactType, AssessmentPlaceType } from './ranking.types';

export function shownPlaces({ items, total }: Page<KeptRankingRow>): Page<AssessmentPlaceType> {
  return { items: items.map(({ detail }) => detail), total };
}

/** In the order of the catalogue. */
export function shownFacts({ facts }: OrganisationFacts): AssessmentFactType[] {
  return Object.values(FactCode).flatMap((code) => {
    const fact = facts[code];
    return fact ? [shownFact(code, fact)] : [];
  });
}

export function shownEvidence({ components, ...goal }: GoalEvidence): AssessmentGoalEvidenceType {
  return {
    ...goal,
    components: components.map(({ code, fact, ...component }) => ({
      ...component,
      fact: code && fact ? shownFact(code, fact) : null,
    })),
  };
}

function shownFact(code: FactCode, { basis, ...fact }: Fact): AssessmentFactType {
  const { title, unit } = FACT_CATALOGUE[code];
  return { code, title, unit, ...fact, counted: basis?.counted ?? null, total: basis?.total ?? null };
}
