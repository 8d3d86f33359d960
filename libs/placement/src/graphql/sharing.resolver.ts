import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { ApplicationRow } from '../persistence/applications.repository';
import { SharingService } from '../sharing.service';
import { ShareContactInput } from './application.inputs';
import { ApplicationType } from './application.types';

/** What graduates let enterprises have of their contact data. */
@Resolver()
export class SharingResolver {
  constructor(private readonly sharing: SharingService) {}

  @Mutation(() => ApplicationType, { description: '本人同意应聘企业看到姓名或联系方式' })
  @RequirePermission('placement.share')
  shareContact(@Args('input') input: ShareContactInput): Promise<ApplicationRow> {
    return this.sharing.share(currentPrincipal(), input);
  }

  @Mutation(() => ApplicationType, { description: '本人撤回对应聘企业的同意，立即生效' })
  @RequirePermission('placement.share')
  stopSharingContact(@EntityIdArg('applicationId') applicationId: EntityId): Promise<ApplicationRow> {
    return this.sharing.stopSharing(currentPrincipal(), applicationId);
  }
}
