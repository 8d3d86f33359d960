import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { enterpriseOf, schoolOf } from '@sxbq/agreements/graphql';
import { PartiesService, PartyName } from '@sxbq/agreements';
import { EnterpriseType } from '@sxbq/enterprises/graphql';
import { currentPrincipal } from '@sxbq/identity';
import { Page } from '@sxbq/kernel';
import { nestedPage, PageArgs, requestLoader } from '@sxbq/platform/graphql';
import { SchoolType } from '@sxbq/schools/graphql';
import { TraineeCounts, TrainingRow } from '../persistence/training-session.repository';
import { TraineesService, TraineeView } from '../trainees.service';
import { TrainingService } from '../training.service';
import { TraineePage, TrainingSessionType } from './training.types';

const TRAINEES = Symbol('training.trainees');
const COUNTS = Symbol('training.counts');

@Resolver(() => TrainingSessionType)
export class TrainingFieldsResolver {
  constructor(
    private readonly trainings: TrainingService,
    private readonly traineesService: TraineesService,
    private readonly parties: PartiesService,
  ) {}

  @ResolveField(() => SchoolType, { description: '学校' })
  school(session: TrainingRow): Promise<PartyName | null> {
    return schoolOf(this.parties, session.schoolId);
  }

  @ResolveField(() => EnterpriseType, { description: '企业' })
  enterprise(session: TrainingRow): Promise<PartyName | null> {
    return enterpriseOf(this.parties, session.enterpriseId);
  }

  @ResolveField(() => Int, { description: '学员人数' })
  async traineeCount(session: TrainingRow): Promise<number> {
    return (await this.counts(session))?.trainees ?? 0;
  }

  @ResolveField(() => Int, { description: '合格人数' })
  async passedCount(session: TrainingRow): Promise<number> {
    return (await this.counts(session))?.passed ?? 0;
  }

  @ResolveField(() => TraineePage, { description: '学员，按登记先后' })
  trainees(@Parent() session: TrainingRow, @Args() { limit, offset }: PageArgs): Promise<Page<TraineeView>> {
    return nestedPage(TRAINEES, session.id, { limit, offset }, (ids, page) =>
      this.traineesService.pages(currentPrincipal(), ids, page),
    );
  }

  private counts(session: TrainingRow): Promise<TraineeCounts | null> {
    return requestLoader(COUNTS, (ids: readonly number[]) => this.trainings.traineeCounts(ids)).load(session.id);
  }
}
