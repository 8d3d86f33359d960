import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { EntityId } from '@sxbq/kernel';
import { DataClass, PersonalField, requestLoader } from '@sxbq/platform/graphql';
import { currentPrincipal } from '../access/current-principal';
import { OrganisationsService } from '../accounts/organisations.service';
import { UsersService } from '../accounts/users.service';
import { AuditEntryView } from './audit.types';

const USERS = Symbol('audit actors: users');
const ORGANISATIONS = Symbol('audit actors: organisations');

/** Who acted, by name: an entry itself keeps ids, which outlive what they name. */
@Resolver(() => AuditEntryView)
export class AuditActorsResolver {
  constructor(
    private readonly users: UsersService,
    private readonly organisations: OrganisationsService,
  ) {}

  @ResolveField(() => String, { nullable: true, description: 'Username; null for a user that is no more.' })
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '查明是谁的操作，只对审计管理员显示' })
  async actorUserName(@Parent() { actorUserId }: AuditEntryView): Promise<string | null> {
    const principal = currentPrincipal();
    const loader = requestLoader(USERS, (ids: readonly EntityId[]) => this.users.byIds(principal, ids));
    return actorUserId === null ? null : ((await loader.load(actorUserId))?.username ?? null);
  }

  @ResolveField(() => String, { nullable: true })
  @DataClass('INTERNAL')
  async actorOrganisationName(@Parent() { actorOrganisationId }: AuditEntryView): Promise<string | null> {
    const principal = currentPrincipal();
    const loader = requestLoader(ORGANISATIONS, (ids: readonly EntityId[]) => this.organisations.byIds(principal, ids));
    return actorOrganisationId === null ? null : ((await loader.load(actorOrganisationId))?.name ?? null);
  }
}
