import { Injectable } from '@nestjs/common';
import { CataloguesService, CatalogueSystem } from '@sxbq/catalogues';
import { Clock } from '@sxbq/kernel';
import { PostingRuleSetDocument, PostingRulesService } from '@sxbq/postings';
import type { PostingKnowledge } from './persistence/batch-checks';

/** What an import's postings are judged by. */
@Injectable()
export class PostingJudgement {
  constructor(
    private readonly rules: PostingRulesService,
    private readonly catalogues: CataloguesService,
    private readonly clock: Clock,
  ) {}

  /** For one reading: every place of work and every occupation is asked for once. */
  async open(): Promise<PostingKnowledge> {
    const rules = new Map<string, Promise<PostingRuleSetDocument>>();
    const occupations = new Map<string, Promise<boolean>>();
    const isCatalogued = (await this.catalogues.knownCodes(CatalogueSystem.OCCUPATION)).size > 0;
    return {
      today: this.clock.today(),
      rulesAt: (regionCode) => once(rules, regionCode, async () => (await this.rules.inForce(regionCode)).document),
      // As with every dictionary of ledgers: an empty catalogue can say nothing against a code.
      hasOccupation: (edition, code) =>
        isCatalogued
          ? once(occupations, `${edition} ${code}`, () =>
              this.catalogues.has(CatalogueSystem.OCCUPATION, edition, code),
            )
          : Promise.resolve(true),
    };
  }
}

function once<T>(asked: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> {
  const answer = asked.get(key) ?? ask();
  asked.set(key, answer);
  return answer;
}
