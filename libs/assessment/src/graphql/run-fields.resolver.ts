import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal } from '@sxbq/identity';
import { requestLoader } from '@sxbq/platform/graphql';
import { AssessmentRunsService } from '../assessment-runs.service';
import { MarkingService } from '../marking.service';
import { ObjectionsService } from '../objections.service';
import type { BundleRow } from '../persistence/bundles.repository';
import type { MarkingFigures } from '../persistence/marks.repository';
import type { CorrectionRow } from '../persistence/objections.repository';
import type { RunRow, TransitionRow } from '../persistence/runs.repository';
import type { SchemeRow } from '../persistence/schemes.repository';
import type { SnapshotRow } from '../persistence/snapshots.repository';
import { RankingsService } from '../rankings.service';
import { AssessmentCorrectionType } from './notice.types';
import {
  AssessmentBundleType,
  AssessmentMarkingFiguresType,
  AssessmentRunType,
  AssessmentSnapshotType,
  AssessmentTransitionType,
} from './run.types';
import { AssessmentSchemeType } from './scheme.types';

const SCHEMES = Symbol('assessment schemes');
const TRANSITIONS = Symbol('assessment transitions');
const FIGURES = Symbol('assessment marking figures');
const SNAPSHOTS = Symbol('assessment snapshots');
const BUNDLES = Symbol('assessment bundles');
const CORRECTIONS = Symbol('assessment corrections');

type Ids = readonly number[];

@Resolver(() => AssessmentRunType)
export class AssessmentRunFieldsResolver {
  constructor(
    private readonly runs: AssessmentRunsService,
    private readonly marking: MarkingService,
    private readonly objections: ObjectionsService,
    private readonly rankings: RankingsService,
  ) {}

  @ResolveField(() => AssessmentSchemeType, { nullable: true, description: '学校考核方案；空为不考核学校' })
  schoolScheme(@Parent() { schoolSchemeId: id }: RunRow): Promise<SchemeRow | null> {
    return this.scheme(id);
  }

  @ResolveField(() => AssessmentSchemeType, { nullable: true, description: '企业考核方案；空为不考核企业' })
  enterpriseScheme(@Parent() { enterpriseSchemeId: id }: RunRow): Promise<SchemeRow | null> {
    return this.scheme(id);
  }

  @ResolveField(() => Boolean, { description: '已有人提请公布' })
  proposed(@Parent() { proposedBy }: RunRow): boolean {
    return proposedBy !== null;
  }

  @ResolveField(() => Boolean, { description: '由本人提请公布，须由他人确认' })
  proposedByMe(@Parent() { proposedBy }: RunRow): boolean {
    return proposedBy !== null && proposedBy === currentPrincipal().userId;
  }

  @ResolveField(() => [AssessmentTransitionType], { description: '办理过程' })
  async transitions(@Parent() { id }: RunRow): Promise<TransitionRow[]> {
    const batch = (ids: Ids) => this.runs.transitions(ids);
    return (await requestLoader(TRANSITIONS, batch).load(id)) ?? [];
  }

  @ResolveField(() => AssessmentMarkingFiguresType, { nullable: true, description: '评分进度；空为尚未分配' })
  markingFigures(@Parent() { id }: RunRow): Promise<MarkingFigures | null> {
    return requestLoader(FIGURES, (ids: Ids) => this.marking.figures(ids)).load(id);
  }

  @ResolveField(() => AssessmentSnapshotType, { nullable: true, description: '冻结的事实；空为尚未冻结' })
  snapshot(@Parent() { id }: RunRow): Promise<Omit<SnapshotRow, 'salt'> | null> {
    return requestLoader(SNAPSHOTS, (ids: Ids) => this.rankings.snapshotsOf(ids)).load(id);
  }

  @ResolveField(() => AssessmentBundleType, { nullable: true, description: '封存的公布包；空为尚未公布' })
  bundle(@Parent() { id, publishedAt }: RunRow): Promise<BundleRow | null> | null {
    if (publishedAt === null) return null;
    return requestLoader(BUNDLES, (ids: Ids) => this.rankings.bundlesOf(ids)).load(id);
  }

  @ResolveField(() => [AssessmentCorrectionType], { description: '异议成立后的更正，按先后' })
  async corrections(@Parent() { id }: RunRow): Promise<CorrectionRow[]> {
    const batch = (ids: Ids) => this.objections.corrections(ids);
    return (await requestLoader(CORRECTIONS, batch).load(id)) ?? [];
  }

  private scheme(id: number | null): Promise<SchemeRow | null> {
    if (id === null) return Promise.resolve(null);
    return requestLoader(SCHEMES, (ids: Ids) => this.runs.schemesOf(ids)).load(id);
  }
}
