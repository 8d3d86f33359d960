import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { currentPrincipal } from '../access/current-principal';
import { RequirePermission } from '../access/require-permission.decorator';
import { RevealService } from '../reveal/reveal.service';
import { RequireStepUp } from '../step-up/require-step-up.decorator';
import { RevealedPersonalData, RevealPersonalDataInput } from './reveal.types';

@Resolver()
export class RevealResolver {
  constructor(private readonly reveals: RevealService) {}

  @Mutation(() => RevealedPersonalData, { description: '查看一项完整的个人信息；须说明事由，每人每日有限额' })
  @RequirePermission('identity.revealPersonalData')
  @RequireStepUp()
  async revealPersonalData(
    @Args('input') { clientMutationId = null, ...request }: RevealPersonalDataInput,
  ): Promise<RevealedPersonalData> {
    const { objectType, objectId, field } = request;
    return {
      objectType,
      objectId,
      field,
      ...(await this.reveals.reveal(currentPrincipal(), request)),
      clientMutationId,
    };
  }
}
