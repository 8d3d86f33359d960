import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Page } from '@sxbq/kernel';
import { EntityIdArg, requestLoader } from '@sxbq/platform/graphql';
import { currentPrincipal } from '../access/current-principal';
import { RequirePermission } from '../access/require-permission.decorator';
import { MembershipsService } from '../accounts/memberships.service';
import { UsersService } from '../accounts/users.service';
import type { MembershipRow } from '../persistence/membership.repository';
import type { UserRow } from '../persistence/user.repository';
import { RequireStepUp } from '../step-up/require-step-up.decorator';
import { MadeProposal } from '../two-people/access-proposals.service';
import { MadeProposalPayload } from './access-proposals.types';
import { AddMembershipInput, ChangeRoleInput, MembershipType, UserListArgs, UserPage, UserType } from './users.types';

const MEMBERSHIPS = Symbol('memberships');

@Resolver(() => UserType)
export class UsersResolver {
  constructor(
    private readonly service: UsersService,
    private readonly roles: MembershipsService,
  ) {}

  @Query(() => UserPage, { description: '用户列表；学校、企业的成员只见本单位的' })
  @RequirePermission('identity.readUsers')
  users(@Args() args: UserListArgs): Promise<Page<UserRow>> {
    return this.service.list(currentPrincipal(), args);
  }

  @Query(() => UserType)
  @RequirePermission('identity.readUsers')
  user(@EntityIdArg('id') id: number): Promise<UserRow> {
    return this.service.get(currentPrincipal(), id);
  }

  @ResolveField(() => [MembershipType], { description: '现有的角色；他人只见本单位的' })
  async memberships(@Parent() { id }: UserRow): Promise<MembershipRow[]> {
    const principal = currentPrincipal();
    const loader = requestLoader(MEMBERSHIPS, (ids: readonly number[]) => this.roles.ofUsers(principal, ids));
    return (await loader.load(id)) ?? [];
  }

  @Mutation(() => UserType, { description: '停用用户，并结束其全部登录' })
  @RequirePermission('identity.manageUsers')
  @RequireStepUp()
  disableUser(@EntityIdArg('id') id: number): Promise<UserRow> {
    return this.service.changeDisabled(currentPrincipal(), id, true);
  }

  @Mutation(() => UserType, { description: '重新启用用户' })
  @RequirePermission('identity.manageUsers')
  @RequireStepUp()
  enableUser(@EntityIdArg('id') id: number): Promise<UserRow> {
    return this.service.changeDisabled(currentPrincipal(), id, false);
  }

  @Mutation(() => MadeProposalPayload, { description: '提请用户在机构中担任角色；另一类管理员确认后任职' })
  @RequirePermission('identity.manageMemberships')
  @RequireStepUp()
  addMembership(@Args('input') input: AddMembershipInput): Promise<MadeProposal> {
    return this.roles.add(currentPrincipal(), input);
  }

  @Mutation(() => MadeProposalPayload, {
    description: '提请改任同一机构中的另一角色；另一类管理员确认后改任，原任职的登录随即结束',
  })
  @RequirePermission('identity.manageMemberships')
  @RequireStepUp()
  changeRole(@Args('input') { membershipId, role }: ChangeRoleInput): Promise<MadeProposal> {
    return this.roles.changeRole(currentPrincipal(), membershipId, role);
  }

  @Mutation(() => Boolean, { description: '免去用户在机构中的角色，并结束以此身份的登录' })
  @RequirePermission('identity.manageMemberships')
  @RequireStepUp()
  async removeMembership(@EntityIdArg('id') id: number): Promise<boolean> {
    await this.roles.remove(currentPrincipal(), id);
    return true;
  }
}
