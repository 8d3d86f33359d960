import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PartiesService, PartyName } from '@sxbq/agreements';
import { enterpriseOf, schoolOf } from '@sxbq/agreements/graphql';
import { EnterpriseType } from '@sxbq/enterprises/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg, requestLoader } from '@sxbq/platform/graphql';
import { SchoolType } from '@sxbq/schools/graphql';
import { InterestConversionService } from '../interest-conversion.service';
import { InterestsService } from '../interests.service';
import { InterestEventRow, InterestRow } from '../persistence/interests.repository';
import { AnswerTrainingNeedInput, InterestListArgs, ShowTrainingInterestInput } from './training-interest.inputs';
import { InterestEventType, InterestType, TrainingInterestPage } from './training-menu.types';

const EVENTS = Symbol('training interest events');
const RevisionArg = (): ParameterDecorator => Args('revision', { type: () => Int });

@Resolver(() => InterestType)
export class InterestsResolver {
  constructor(
    private readonly interests: InterestsService,
    private readonly conversion: InterestConversionService,
    private readonly parties: PartiesService,
  ) {}

  @Query(() => TrainingInterestPage, { name: 'trainingInterests', description: '培训意向；双方和主管部门可见' })
  @RequirePermission('menu.readInterests')
  list(@Args() args: InterestListArgs): Promise<Page<InterestRow>> {
    return this.interests.list(currentPrincipal(), args);
  }

  @Query(() => InterestType, { name: 'trainingInterest', description: '一条培训意向' })
  @RequirePermission('menu.readInterests')
  one(@EntityIdArg('id') id: EntityId): Promise<InterestRow> {
    return this.interests.get(currentPrincipal(), id);
  }

  @Mutation(() => InterestType, { description: '企业对培训菜单提出意向' })
  @RequirePermission('menu.showInterest')
  showTrainingInterest(@Args('input') input: ShowTrainingInterestInput): Promise<InterestRow> {
    return this.interests.show(currentPrincipal(), input);
  }

  @Mutation(() => InterestType, { description: '学校应答培训需求' })
  @RequirePermission('menu.answerNeed')
  answerTrainingNeed(@Args('input') input: AnswerTrainingNeedInput): Promise<InterestRow> {
    return this.interests.answer(currentPrincipal(), input);
  }

  @Mutation(() => InterestType, { description: '同意意向，占用名额；由被提出的一方办理' })
  @RequirePermission('menu.answerInterest')
  agreeTrainingInterest(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<InterestRow> {
    return this.interests.agree(currentPrincipal(), id, revision);
  }

  @Mutation(() => InterestType, { description: '谢绝意向，说明原因' })
  @RequirePermission('menu.answerInterest')
  declineTrainingInterest(
    @EntityIdArg('id') id: EntityId,
    @RevisionArg() revision: number,
    @Args('reason') reason: string,
  ): Promise<InterestRow> {
    return this.interests.decline(currentPrincipal(), id, revision, reason);
  }

  @Mutation(() => InterestType, { description: '撤回意向，说明原因；已谈妥的释放名额' })
  @RequirePermission('menu.answerInterest')
  withdrawTrainingInterest(
    @EntityIdArg('id') id: EntityId,
    @RevisionArg() revision: number,
    @Args('reason') reason: string,
  ): Promise<InterestRow> {
    return this.interests.withdraw(currentPrincipal(), id, revision, reason);
  }

  @Mutation(() => InterestType, { description: '将谈妥的意向转为企业培训；同一编号可重复发送' })
  @RequirePermission('menu.convert')
  convertTrainingInterest(
    @EntityIdArg('id') id: EntityId,
    @Args('code', { description: '培训编号' }) code: string,
  ): Promise<InterestRow> {
    return this.conversion.convert(currentPrincipal(), id, code);
  }

  @ResolveField(() => SchoolType, { description: '学校' })
  school(@Parent() interest: InterestRow): Promise<PartyName | null> {
    return schoolOf(this.parties, interest.schoolId);
  }

  @ResolveField(() => EnterpriseType, { description: '企业' })
  enterprise(@Parent() interest: InterestRow): Promise<PartyName | null> {
    return enterpriseOf(this.parties, interest.enterpriseId);
  }

  @ResolveField(() => [InterestEventType], { description: '各步办理，按先后' })
  async events(@Parent() interest: InterestRow): Promise<InterestEventRow[]> {
    const loader = requestLoader(EVENTS, (ids: readonly number[]) => this.interests.events(ids));
    return (await loader.load(interest.id)) ?? [];
  }
}
