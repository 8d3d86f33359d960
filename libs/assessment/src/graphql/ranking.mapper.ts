import { Page } from '@sxbq/kernel';
import { FACT_CATALOGUE } from '../domain/facts/fact-catalogue';
import { FactCode } from '../domain/facts/fact-code';
import { OrganisationFacts } from '../domain/model';
import type { KeptRankingRow } from '../persistence/rankings.repository';
import type { AssessmentFactType, AssessmentPlaceType } from './ranking.types';

export function shownPlaces({ items, total }: Page<KeptRankingRow>): Page<AssessmentPlaceType> {
  return { items: items.map(({ detail }) => detail), total };
}

/** In the order of the catalogue. */
export function shownFacts({ facts }: OrganisationFacts): AssessmentFactType[] {
  return Object.values(FactCode).flatMap((code) => {
    const fact = facts[code];
    if (!fact) return [];
    const { title, unit } = FACT_CATALOGUE[code];
    const { basis, ...rest } = fact;
    return [{ code, title, unit, ...rest, counted: basis?.counted ?? null, total: basis?.total ?? null }];
  });
}
