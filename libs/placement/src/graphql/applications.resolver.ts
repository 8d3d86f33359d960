import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg, requestLoader } from '@sxbq/platform/graphql';
import { PostingPlaces, PostingRow } from '@sxbq/postings';
import { PostingType } from '@sxbq/postings/graphql';
import { Applicant, ApplicantsService } from '../applicants.service';
import { ApplicationsService, ApplicationView } from '../applications.service';
import { OutcomesService } from '../outcomes.service';
import { ApplicationEventRow } from '../persistence/applications.repository';
import { OutcomeRow } from '../persistence/outcomes.repository';
import { ApplicationListArgs, PlaceGraduateInput } from './application.inputs';
import {
  ApplicantType,
  ApplicationEventType,
  ApplicationPage,
  ApplicationType,
  OutcomeType,
} from './application.types';

const POSTINGS = Symbol('postings of applications');
const APPLICANTS = Symbol('applicants');
const EVENTS = Symbol('application events');
const OUTCOMES = Symbol('placement outcomes');

const RevisionArg = (): ParameterDecorator => Args('revision', { type: () => Int });

@Resolver(() => ApplicationType)
export class ApplicationsResolver {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly outcomes: OutcomesService,
    private readonly applicants: ApplicantsService,
    private readonly postings: PostingPlaces,
  ) {}

  @Query(() => ApplicationPage, { name: 'applications', description: '应聘与邀请；各方只看到自己的' })
  @RequirePermission('placement.read')
  list(@Args() args: ApplicationListArgs): Promise<Page<ApplicationView>> {
    return this.applications.list(currentPrincipal(), args);
  }

  @Query(() => ApplicationType, { name: 'application', description: '一条应聘或邀请' })
  @RequirePermission('placement.read')
  one(@EntityIdArg('id') id: EntityId): Promise<ApplicationView> {
    return this.applications.get(currentPrincipal(), id);
  }

  @Mutation(() => ApplicationType, { description: '应聘岗位；学校可为尚无账号的毕业生办理' })
  @RequirePermission('placement.apply')
  applyForJob(
    @EntityIdArg('graduateId') graduateId: EntityId,
    @EntityIdArg('jobPostingId') jobPostingId: EntityId,
  ): Promise<ApplicationView> {
    return this.applications.apply(currentPrincipal(), graduateId, jobPostingId);
  }

  @Mutation(() => ApplicationType, { description: '同意面试，由被应聘或被邀请的一方办理' })
  @RequirePermission('placement.answer')
  agreeToInterview(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<ApplicationView> {
    return this.applications.interview(currentPrincipal(), id, revision);
  }

  @Mutation(() => ApplicationType, { description: '发出录用意向' })
  @RequirePermission('placement.offer')
  makeOffer(
    @EntityIdArg('id') id: EntityId,
    @RevisionArg() revision: number,
    @Args('days', { type: () => Int, description: '答复期限，1 至 30 天' }) days: number,
  ): Promise<ApplicationView> {
    return this.applications.offer(currentPrincipal(), id, revision, days);
  }

  @Mutation(() => ApplicationType, { description: '接受录用：占用一个名额，其他应聘自动撤回' })
  @RequirePermission('placement.answer')
  acceptOffer(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<ApplicationView> {
    return this.applications.accept(currentPrincipal(), id, revision);
  }

  @Mutation(() => ApplicationType, { description: '毕业生谢绝' })
  @RequirePermission('placement.answer')
  declineApplication(
    @EntityIdArg('id') id: EntityId,
    @RevisionArg() revision: number,
    @Args('reason') reason: string,
  ): Promise<ApplicationView> {
    return this.applications.decline(currentPrincipal(), id, revision, reason);
  }

  @Mutation(() => ApplicationType, { description: '企业婉拒，或收回尚未接受的录用意向' })
  @RequirePermission('placement.offer')
  refuseApplication(
    @EntityIdArg('id') id: EntityId,
    @RevisionArg() revision: number,
    @Args('reason') reason: string,
  ): Promise<ApplicationView> {
    return this.applications.refuse(currentPrincipal(), id, revision, reason);
  }

  @Mutation(() => ApplicationType, { description: '毕业生撤回；已接受的名额随之空出' })
  @RequirePermission('placement.apply')
  withdrawApplication(
    @EntityIdArg('id') id: EntityId,
    @RevisionArg() revision: number,
    @Args('reason') reason: string,
  ): Promise<ApplicationView> {
    return this.applications.withdraw(currentPrincipal(), id, revision, reason);
  }

  @Mutation(() => OutcomeType, { description: '登记就业去向' })
  @RequirePermission('placement.place')
  placeGraduate(@Args('input') input: PlaceGraduateInput): Promise<OutcomeRow> {
    return this.outcomes.place(currentPrincipal(), input);
  }

  @Mutation(() => OutcomeType, { description: '登记六个月后是否仍在岗' })
  @RequirePermission('placement.checkRetention')
  checkRetention(
    @EntityIdArg('applicationId') applicationId: EntityId,
    @Args('retained') retained: boolean,
  ): Promise<OutcomeRow> {
    return this.outcomes.checkRetention(currentPrincipal(), applicationId, retained);
  }

  @ResolveField(() => PostingType, { nullable: true, description: '岗位，已关闭的也在此' })
  jobPosting(@Parent() application: ApplicationView): Promise<PostingRow | null> {
    const batch = (ids: readonly number[]) => this.postings.find(ids);
    return requestLoader(POSTINGS, batch).load(application.jobPostingId);
  }

  @ResolveField(() => ApplicantType, {
    nullable: true,
    description: '应聘者或受邀者；受邀者同意面试之前，企业看到的为空',
  })
  applicant(@Parent() application: ApplicationView): Promise<Applicant | null> {
    const principal = currentPrincipal();
    const batch = (ids: readonly number[]) => this.applicants.byApplications(principal, ids);
    return requestLoader(APPLICANTS, batch).load(application.id);
  }

  @ResolveField(() => [ApplicationEventType], { description: '办理过程' })
  async events(@Parent() application: ApplicationView): Promise<ApplicationEventRow[]> {
    const loader = requestLoader(EVENTS, (ids: readonly number[]) => this.applications.events(ids));
    return (await loader.load(application.id)) ?? [];
  }

  @ResolveField(() => OutcomeType, { nullable: true, description: '就业去向' })
  outcome(@Parent() application: ApplicationView): Promise<OutcomeRow | null> {
    return requestLoader(OUTCOMES, (ids: readonly number[]) => this.outcomes.byApplications(ids)).load(application.id);
  }
}
