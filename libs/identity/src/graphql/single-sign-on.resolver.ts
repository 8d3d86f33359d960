import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { RequirePermission } from '../access/require-permission.decorator';
import type { SingleSignOnLink } from '../persistence/single-sign-on-link.entity';
import { SingleSignOnService } from '../single-sign-on/single-sign-on.service';
import { RequireStepUp } from '../step-up/require-step-up.decorator';
import { currentUserId } from './current-user';
import { ConfirmSingleSignOnInput, OwnSingleSignOnLink } from './sign-in.types';

/** Nobody is let in as a user by single sign-on before the user themselves said that it is they. */
@Resolver()
export class SingleSignOnResolver {
  constructor(private readonly singleSignOn: SingleSignOnService) {}

  @Query(() => [OwnSingleSignOnLink], { description: '与本人关联的统一身份认证账号' })
  @RequirePermission('identity.ownSignIn')
  ownSingleSignOn(): Promise<SingleSignOnLink[]> {
    return this.singleSignOn.linksOf(currentUserId());
  }

  @Mutation(() => Boolean, { description: '本人确认关联的统一身份认证账号，此后可经它登录' })
  @RequirePermission('identity.ownSignIn')
  @RequireStepUp()
  async confirmSingleSignOnLink(@Args('input') { subject }: ConfirmSingleSignOnInput): Promise<boolean> {
    await this.singleSignOn.confirmLink(currentUserId(), subject);
    return true;
  }
}
