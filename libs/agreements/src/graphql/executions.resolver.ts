import { Args, Int, Mutation, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { ExecutionsService } from '../executions.service';
import { ExecutionRow } from '../persistence/execution.repository';
import { EditExecutionInput, RecordExecutionInput } from './agreement.inputs';
import { ExecutionRecordType } from './agreement.types';

@Resolver(() => ExecutionRecordType)
export class ExecutionsResolver {
  constructor(private readonly executions: ExecutionsService) {}

  @Mutation(() => ExecutionRecordType, { description: '登记执行记录，待对方或主管部门核验' })
  @RequirePermission('agreements.recordExecution')
  recordExecution(@Args('input') input: RecordExecutionInput): Promise<ExecutionRow> {
    return this.executions.record(currentPrincipal(), input);
  }

  @Mutation(() => ExecutionRecordType, { description: '修改本方登记、尚未核验的记录' })
  @RequirePermission('agreements.recordExecution')
  editExecution(@Args('input') input: EditExecutionInput): Promise<ExecutionRow> {
    return this.executions.edit(currentPrincipal(), input);
  }

  @Mutation(() => ExecutionRecordType, { description: '核验对方登记的记录' })
  @RequirePermission('agreements.verifyExecution')
  verifyExecution(
    @EntityIdArg('id') id: EntityId,
    @Args('revision', { type: () => Int }) revision: number,
  ): Promise<ExecutionRow> {
    return this.executions.verify(currentPrincipal(), id, revision);
  }

  @Mutation(() => ExecutionRecordType, { description: '冲销记录，说明理由；不可撤回' })
  @RequirePermission('agreements.reverseExecution')
  reverseExecution(@EntityIdArg('id') id: EntityId, @Args('reason') reason: string): Promise<ExecutionRow> {
    return this.executions.reverse(currentPrincipal(), id, reason);
  }
}
