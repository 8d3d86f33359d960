import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { SCORE_PARTS } from '../domain/scoring/score-part';
import { ScoreWeightsInForce, ScoreWeightsService } from '../score-weights.service';
import { PublishScoreWeightsInput, ScoreWeightsType } from './score-weights.types';

@Resolver()
export class ScoreWeightsResolver {
  constructor(private readonly weights: ScoreWeightsService) {}

  @Query(() => ScoreWeightsType, { description: '某地现行的推荐评分权重' })
  @RequirePermission('matching.readWeights')
  async scoreWeights(@Args('regionCode') regionCode: string): Promise<ScoreWeightsType> {
    return shown(await this.weights.read(currentPrincipal(), regionCode));
  }

  @Mutation(() => ScoreWeightsType, { description: '发布推荐评分权重的新版本，下次计算推荐时生效' })
  @RequirePermission('matching.publishWeights')
  async publishScoreWeights(@Args('input') { weights, ...input }: PublishScoreWeightsInput): Promise<ScoreWeightsType> {
    return shown(await this.weights.publish(currentPrincipal(), { ...input, weights }));
  }
}

const shown = ({ weights, ...version }: ScoreWeightsInForce): ScoreWeightsType => ({
  ...version,
  weights: SCORE_PARTS.map((part) => ({ part, weight: weights[part] })),
});
