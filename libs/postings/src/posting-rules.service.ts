import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { assertRegionInScope, checkedRegionPrefix, checkedText, Principal, rowScopeOf } from '@sxbq/kernel';
import { duplicateKeyOf, Transaction, UnitOfWork } from '@sxbq/platform';
import { PostingRuleSetDocument, postingRuleSetDocument } from './domain/posting-rule-set';
import { SHIPPED_POSTING_RULES } from './domain/shipped-rules';
import { PostingRuleSetRow, PostingRuleSetsRepository } from './persistence/posting-rule-sets.repository';
import { postingRulesInvalid } from './postings.errors';

export interface NewPostingRules {
  readonly regionPrefix: string;
  readonly source: string;
  /** Checked here, whatever its type says. */
  readonly document: unknown;
}

/** What a region goes by: its own newest version, else the one that comes with the product (version null). */
export interface PostingRulesInForce extends Pick<PostingRuleSetRow, 'regionPrefix' | 'document' | 'source'> {
  readonly version: number | null;
}

const SHIPPED: PostingRulesInForce = {
  regionPrefix: '',
  version: null,
  document: SHIPPED_POSTING_RULES,
  source: '随软件提供的默认规则',
};

/** The automatic rules as data: versions by region, never edited. */
@Injectable()
export class PostingRulesService {
  constructor(
    private readonly ruleSets: PostingRuleSetsRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** What holds at a place of work, for a reader. */
  read(principal: Principal, regionCode: string): Promise<PostingRulesInForce> {
    assertPermission(principal, 'postings.readRules');
    return this.inForce(checkedRegionPrefix(regionCode));
  }

  async inForce(regionCode: string): Promise<PostingRulesInForce> {
    return (await this.ruleSets.current(regionCode)) ?? SHIPPED;
  }

  /** Adds a version that takes over at once. POSTING_RULES_INVALID names every wrong place; REGION_OUT_OF_SCOPE. */
  async publish(principal: Principal, input: NewPostingRules): Promise<PostingRulesInForce> {
    assertPermission(principal, 'postings.publishRules');
    const regionPrefix = checkedRegionPrefix(input.regionPrefix);
    assertRegionInScope(rowScopeOf(principal), regionPrefix);
    const version = {
      regionPrefix,
      source: checkedText('出处', input.source, 255),
      document: checkedDocument(input.document),
      publishedBy: principal.userId,
    };
    // Two who publish at the same moment get a version each.
    return this.uow
      .run((tx) => this.add(tx, version))
      .catch((error: unknown) => {
        if (duplicateKeyOf(error) === null) throw error;
        return this.uow.run((tx) => this.add(tx, version));
      });
  }

  private async add(
    tx: Transaction,
    rules: Omit<PostingRuleSetRow, 'id' | 'version' | 'recordedAt'> & { readonly publishedBy: number | null },
  ): Promise<PostingRulesInForce> {
    const version = await this.ruleSets.nextVersion(tx, rules.regionPrefix);
    const id = await this.ruleSets.insert(tx, { ...rules, version });
    await this.audit.record(tx, {
      action: 'postings.publishRules',
      objectType: 'PostingRules',
      objectId: id,
      after: { ...rules, version },
    });
    return { ...rules, version };
  }
}

function checkedDocument(document: unknown): PostingRuleSetDocument {
  const parsed = postingRuleSetDocument.safeParse(document);
  if (parsed.success) return parsed.data;
  throw postingRulesInvalid([...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || '全部内容'))]);
}
