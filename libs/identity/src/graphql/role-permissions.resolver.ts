import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Page } from '@sxbq/kernel';
import { PageArgs } from '@sxbq/platform/graphql';
import { currentPrincipal } from '../access/current-principal';
import { MemberRegionsService } from '../access/member-regions.service';
import { permissionCatalogue, PermissionEntry } from '../access/permission-catalogue';
import { RequirePermission } from '../access/require-permission.decorator';
import { RolePermissionsService } from '../access/role-permissions.service';
import { RoleDifference } from '../domain/role-permission-differences';
import { RoleGrant } from '../domain/role-permissions';
import { PermissionVersionRow } from '../persistence/role-permission.repository';
import { RequireStepUp } from '../step-up/require-step-up.decorator';
import { DraftPermissionsInput, NarrowMemberInput, PublishPermissionsInput } from './role-permissions.inputs';
import {
  NarrowMemberPayload,
  PermissionType,
  PermissionVersionPage,
  PermissionVersionPayload,
  RoleDifferenceType,
  RolePermissionSet,
} from './role-permissions.types';

const versionArg = (name: string) => Args(name, { type: () => Int });

@Resolver()
export class RolePermissionsResolver {
  constructor(
    private readonly service: RolePermissionsService,
    private readonly members: MemberRegionsService,
  ) {}

  @Query(() => [PermissionType], { description: '全部权限代码' })
  @RequirePermission('permissions.read')
  permissions(): PermissionEntry[] {
    return permissionCatalogue();
  }

  @Query(() => PermissionVersionPage, { description: '角色权限的各版本，新的在前' })
  @RequirePermission('permissions.read')
  permissionVersions(@Args() page: PageArgs): Promise<Page<PermissionVersionRow>> {
    return this.service.list(page);
  }

  @Query(() => Int, { description: '现行版本；0 为出厂缺省' })
  @RequirePermission('permissions.read')
  permissionVersionInForce(): Promise<number> {
    return this.service.inForce();
  }

  @Query(() => [RolePermissionSet], { description: '一个版本中各角色的权限；第 0 版为出厂缺省' })
  @RequirePermission('permissions.read')
  async rolePermissions(@versionArg('version') version: number): Promise<readonly RoleGrant[]> {
    return (await this.service.version(version)).roles;
  }

  @Query(() => [RoleDifferenceType], { description: '两个版本之间有变化的角色' })
  @RequirePermission('permissions.read')
  comparePermissions(@versionArg('from') from: number, @versionArg('to') to: number): Promise<RoleDifference[]> {
    return this.service.differences(from, to);
  }

  @Mutation(() => PermissionVersionPayload, { description: '起草一个版本；发布后才生效' })
  @RequirePermission('permissions.draft')
  async draftPermissions(
    @Args('input') { roles, note, clientMutationId = null }: DraftPermissionsInput,
  ): Promise<PermissionVersionPayload> {
    const version = await this.service.draft(currentPrincipal(), { roles, note });
    return { version, inForce: await this.service.inForce(), clientMutationId };
  }

  @Mutation(() => PermissionVersionPayload, { description: '发布一个版本，各进程数秒内生效' })
  @RequirePermission('permissions.publish')
  @RequireStepUp()
  async publishPermissions(
    @Args('input') { version, clientMutationId = null }: PublishPermissionsInput,
  ): Promise<PermissionVersionPayload> {
    await this.service.publish(currentPrincipal(), version);
    return { version, inForce: version, clientMutationId };
  }

  @Mutation(() => NarrowMemberPayload, { description: '划定主管部门人员的辖区' })
  @RequirePermission('permissions.narrowMember')
  @RequireStepUp()
  async narrowMember(
    @Args('input') { membershipId, regionPrefix = null, clientMutationId = null }: NarrowMemberInput,
  ): Promise<NarrowMemberPayload> {
    await this.members.narrow(membershipId, regionPrefix);
    return { membershipId, regionPrefix, clientMutationId };
  }
}
