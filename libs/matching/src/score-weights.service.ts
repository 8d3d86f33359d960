import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { assertRegionInScope, checkedRegionPrefix, checkedText, Principal, rowScopeOf } from '@sxbq/kernel';
import { duplicateKeyOf, Transaction, UnitOfWork } from '@sxbq/platform';
import { parseWeights, SAMPLE_WEIGHTS, ScoreWeights } from './domain/scoring/score-weights';
import { weightsInvalid } from './matching.errors';
import { ScoreWeightsRow, ScoreWeightsRepository } from './persistence/score-weights.repository';

export interface NewScoreWeights {
  readonly regionPrefix: string;
  readonly source: string;
  /** Each part once; checked here. */
  readonly weights: readonly { readonly part: string; readonly weight: number }[];
}

/** What a region scores by: its own newest version, else the sample that comes with the product (id and version null). */
export interface ScoreWeightsInForce extends Pick<ScoreWeightsRow, 'regionPrefix' | 'weights' | 'source'> {
  readonly id: number | null;
  readonly version: number | null;
}

const SHIPPED: ScoreWeightsInForce = {
  id: null,
  regionPrefix: '',
  version: null,
  weights: SAMPLE_WEIGHTS.weights,
  source: '示例：随软件提供的权重，不代表任何城市的规定',
};

/** The weights of scores as data: versions by region, never edited. */
@Injectable()
export class ScoreWeightsService {
  constructor(
    private readonly versions: ScoreWeightsRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** What holds in a region, for a reader. */
  read(principal: Principal, regionCode: string): Promise<ScoreWeightsInForce> {
    assertPermission(principal, 'matching.readWeights');
    return this.inForce(checkedRegionPrefix(regionCode));
  }

  async inForce(regionCode: string): Promise<ScoreWeightsInForce> {
    return (await this.versions.current(regionCode)) ?? SHIPPED;
  }

  /** The weights that something was promised by; null: the sample. */
  async promised(id: number | null): Promise<ScoreWeightsInForce> {
    return id === null ? SHIPPED : this.versions.byId(id);
  }

  /** Adds a version that takes over at once. SCORE_WEIGHTS_INVALID names every wrong place; REGION_OUT_OF_SCOPE. */
  async publish(principal: Principal, input: NewScoreWeights): Promise<ScoreWeightsInForce> {
    assertPermission(principal, 'matching.publishWeights');
    const regionPrefix = checkedRegionPrefix(input.regionPrefix);
    assertRegionInScope(rowScopeOf(principal), regionPrefix);
    const version = {
      regionPrefix,
      source: checkedText('出处', input.source, 255),
      weights: checkedWeights(input.weights),
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
    weights: Omit<ScoreWeightsRow, 'id' | 'version'> & { readonly publishedBy: number | null },
  ): Promise<ScoreWeightsInForce> {
    const version = await this.versions.nextVersion(tx, weights.regionPrefix);
    const id = await this.versions.insert(tx, { ...weights, version });
    await this.audit.record(tx, {
      action: 'matching.publishWeights',
      objectType: 'ScoreWeights',
      objectId: id,
      after: { ...weights, version },
    });
    return { ...weights, id, version };
  }
}

function checkedWeights(given: NewScoreWeights['weights']): ScoreWeights['weights'] {
  const parts = given.map(({ part }) => part);
  const repeated = parts.filter((part, index) => parts.indexOf(part) !== index);
  if (repeated.length > 0) throw weightsInvalid(repeated.map((part) => `weights.${part}`));
  return parseWeights({
    version: 1,
    weights: Object.fromEntries(given.map(({ part, weight }) => [part, weight])),
  }).weights;
}

/** As scores are computed: the sample counts as version 1 of its own. */
export function scoreWeightsOf({ version, weights }: Pick<ScoreWeightsInForce, 'version' | 'weights'>): ScoreWeights {
  return { version: version ?? SAMPLE_WEIGHTS.version, weights };
}
