import { Injectable } from '@nestjs/common';
import { EnterprisesService } from '@sxbq/enterprises';
import { assertPermission } from '@sxbq/identity';
import { checkedPage, cityPrefixOf, Clock, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { schoolNotFound, SchoolsService } from '@sxbq/schools';
import { explainFit, FitPartExplanation } from './domain/fit/explain-fit';
import { FitCandidate } from './domain/fit/fit-candidate';
import { assertFitWeights, SHIPPED_FIT_WEIGHTS } from './domain/fit/fit-weights';
import { suggestFits } from './domain/fit/suggest-fits';
import { MenuStatus } from './domain/menu-status';
import { FitsRepository } from './persistence/fits.repository';
import { NeedsRepository } from './persistence/needs.repository';
import { OFFER_AFFAIRS } from './persistence/menu-scope';
import { NEED_ERRORS } from './training-menu.errors';

/** A need and a school that could serve it, and why, part by part. */
export interface FitSuggestion {
  readonly needId: EntityId;
  readonly schoolId: EntityId;
  /** The offer that fits best; null: the school has none for it yet. */
  readonly offerId: EntityId | null;
  /** Hundredths of a point. */
  readonly score: number;
  readonly parts: readonly FitPartExplanation[];
}

/** Which needs a school could serve, and which schools a need: hard constraints first, then a plain sum of named parts. */
@Injectable()
export class FitsService {
  constructor(
    private readonly fits: FitsRepository,
    private readonly needs: NeedsRepository,
    private readonly schools: SchoolsService,
    private readonly enterprises: EnterprisesService,
    private readonly clock: Clock,
  ) {
    assertFitWeights(SHIPPED_FIT_WEIGHTS);
  }

  /** Published needs of its city, best first. SCHOOL_NOT_FOUND for whoever may not act for the school. */
  async needsFor(principal: Principal, schoolId: EntityId, limit: number): Promise<FitSuggestion[]> {
    assertPermission(principal, 'menu.suggest');
    checkedPage({ limit, offset: 0 });
    const { regionCode } = await this.schools.get(principal, schoolId);
    const row = { ownerId: schoolId, regionCode, status: MenuStatus.DRAFT };
    if (!OFFER_AFFAIRS.covers(rowScopeOf(principal), row)) throw schoolNotFound();
    return suggestions(await this.fits.ofSchool(schoolId, cityOf(regionCode), this.clock.today()), limit);
  }

  /** Schools of the enterprise's city, best first. TRAINING_NEED_NOT_FOUND for whoever may not write the need. */
  async schoolsFor(principal: Principal, needId: EntityId, limit: number): Promise<FitSuggestion[]> {
    assertPermission(principal, 'menu.suggest');
    checkedPage({ limit, offset: 0 });
    const need = (await this.needs.findOwn(rowScopeOf(principal), [needId])).get(needId);
    if (!need) throw NEED_ERRORS.notFound();
    const { regionCode } = await this.enterprises.get(principal, need.enterpriseId);
    const city = cityOf(regionCode);
    return suggestions(await this.fits.ofNeed(needId, need.occupationCode, city, this.clock.today()), limit);
  }
}

/** Organisations have whole region codes, which name a city. */
const cityOf = (regionCode: string): string => cityPrefixOf(regionCode) ?? regionCode;

function suggestions(candidates: readonly FitCandidate[], limit: number): FitSuggestion[] {
  return suggestFits(candidates, SHIPPED_FIT_WEIGHTS, limit).map((fit) => ({
    needId: fit.needId,
    schoolId: fit.schoolId,
    offerId: fit.offer?.offerId ?? null,
    score: fit.score,
    parts: explainFit(fit, SHIPPED_FIT_WEIGHTS),
  }));
}
