import { Args, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { CallKind, CountedAs } from '@sxbq/platform';
import { schemeDocumentOf } from '../domain/scheme/scheme-text';
import { WhatIf, WhatIfService } from '../what-if.service';
import { AssessmentRankingPage } from './ranking.types';
import { AssessmentPreviewArgs, AssessmentWhatIfArgs, AssessmentWhatIfPage } from './what-if.types';

@Resolver()
export class AssessmentWhatIfResolver {
  constructor(private readonly whatIf: WhatIfService) {}

  @Query(() => AssessmentRankingPage, { description: '按今天的事实试算排名；不写入，评分项按未评计' })
  @RequirePermission('assessment.preview')
  @CountedAs(CallKind.COSTLY)
  assessmentPreview(@Args() args: AssessmentPreviewArgs): Promise<AssessmentRankingPage> {
    return this.whatIf.preview(currentPrincipal(), args);
  }

  @Query(() => AssessmentWhatIfPage, { description: '换一份方案，谁的名次会变、为什么；不写入' })
  @RequirePermission('assessment.preview')
  @CountedAs(CallKind.COSTLY)
  assessmentWhatIf(@Args() { otherDocument, ...args }: AssessmentWhatIfArgs): Promise<WhatIf> {
    return this.whatIf.compare(currentPrincipal(), {
      ...args,
      otherDocument: schemeDocumentOf(otherDocument ?? 'null'),
    });
  }
}
