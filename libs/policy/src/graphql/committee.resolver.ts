import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { CalendarDate, Clock, entityId, optionalEntityId, Page } from '@sxbq/kernel';
import { CalendarDateScalar } from '@sxbq/platform/graphql';
import type { SchoolRow } from '@sxbq/schools';
import { SchoolsService } from '@sxbq/schools';
import { schoolLoader, SchoolType } from '@sxbq/schools/graphql';
import { CommitteeService } from '../committee.service';
import type { CommitteeMemberRow } from '../persistence/committee-members.repository';
import {
  AddCommitteeMemberInput,
  CommitteeMemberListArgs,
  CommitteeMemberPage,
  CommitteeMemberType,
} from './committee.types';
import { committeeLoader } from './policy.loaders';

@Resolver(() => CommitteeMemberType)
export class CommitteeResolver {
  constructor(
    private readonly service: CommitteeService,
    private readonly schools: SchoolsService,
  ) {}

  @Query(() => CommitteeMemberPage, { description: '校级机构成员列表' })
  @RequirePermission('policy.readCommittees')
  committeeMembers(@Args() { filter, ...rest }: CommitteeMemberListArgs): Promise<Page<CommitteeMemberRow>> {
    return this.service.list(currentPrincipal(), {
      ...rest,
      filter: filter && { ...filter, schoolId: optionalEntityId(filter.schoolId) },
    });
  }

  @Mutation(() => CommitteeMemberType, { description: '登记校级机构成员' })
  @RequirePermission('policy.editCommittees')
  addCommitteeMember(@Args('input') input: AddCommitteeMemberInput): Promise<CommitteeMemberRow> {
    return this.service.add(currentPrincipal(), { ...input, schoolId: entityId(input.schoolId) });
  }

  @Mutation(() => CommitteeMemberType, { description: '登记离任；自离任日期起不再是成员' })
  @RequirePermission('policy.editCommittees')
  endCommitteeTerm(
    @Args('id', { type: () => ID }) id: string,
    @Args('endsOn', { type: () => CalendarDateScalar }) endsOn: CalendarDate,
  ): Promise<CommitteeMemberRow> {
    return this.service.endTerm(currentPrincipal(), entityId(id), endsOn);
  }

  @ResolveField(() => SchoolType, { nullable: true })
  school(@Parent() member: CommitteeMemberRow): Promise<SchoolRow | null> {
    return schoolLoader(this.schools).load(member.schoolId);
  }
}

/** The programme body of a school. */
@Resolver(() => SchoolType)
export class SchoolCommitteeResolver {
  constructor(
    private readonly service: CommitteeService,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => [CommitteeMemberType], { description: '某日在任的校级机构成员；不给日期为今天' })
  async committee(
    @Parent() school: SchoolRow,
    @Args('on', { type: () => CalendarDateScalar, nullable: true }) on?: CalendarDate | null,
  ): Promise<CommitteeMemberRow[]> {
    return (await committeeLoader(this.service)(school.id, on ?? this.clock.today())) ?? [];
  }
}
