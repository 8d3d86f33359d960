import { Args, Info, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { GraphQLResolveInfo } from 'graphql';
import { AgreementExcerpt, AgreementsService, AgreementView, CountablePage } from '../agreements.service';
import { ExecutionsService } from '../executions.service';
import { ExecutionRow } from '../persistence/execution.repository';
import { AgreementListArgs } from './agreement.inputs';
import { AgreementPage, AgreementType, ExecutionRecordType } from './agreement.types';
import { wantedColumns } from './wanted-columns';

@Resolver(() => AgreementType)
export class AgreementsResolver {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly executions: ExecutionsService,
  ) {}

  @Query(() => AgreementPage, { name: 'agreements', description: '协议列表' })
  @RequirePermission('agreements.read')
  list(@Args() args: AgreementListArgs, @Info() info: GraphQLResolveInfo): Promise<CountablePage<AgreementExcerpt>> {
    return this.agreements.listWanted(currentPrincipal(), args, wantedColumns(info));
  }

  @Query(() => AgreementType, { name: 'agreement', description: '一份协议' })
  @RequirePermission('agreements.read')
  one(@EntityIdArg('id') id: EntityId): Promise<AgreementView> {
    return this.agreements.get(currentPrincipal(), id);
  }

  @Query(() => ExecutionRecordType, { name: 'executionRecord', description: '一条执行记录' })
  @RequirePermission('agreements.read')
  execution(@EntityIdArg('id') id: EntityId): Promise<ExecutionRow> {
    return this.executions.get(currentPrincipal(), id);
  }
}
