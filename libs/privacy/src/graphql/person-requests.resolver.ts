import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission, RequireStepUp } from '@sxbq/identity';
import { Page } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { CorrectionsService } from '../corrections.service';
import type { PersonRequestRow } from '../persistence/person-requests.repository';
import { PersonRequestsService } from '../person-requests.service';
import {
  ConfirmHeldRecordsInput,
  CorrectPersonalDataInput,
  DecidePersonRequestInput,
  PersonRequestListArgs,
  ReceivePersonRequestInput,
} from './privacy.inputs';
import { HeldRecordType, PersonRequestPage, PersonRequestType } from './privacy.types';

@Resolver(() => PersonRequestType)
export class PersonRequestsResolver {
  constructor(
    private readonly requests: PersonRequestsService,
    private readonly corrections: CorrectionsService,
  ) {}

  @Query(() => PersonRequestPage, { description: '个人信息权利请求，最迟答复日期近的在前' })
  @RequirePermission('privacy.readRequests')
  personRequests(@Args() { kind, status, ...page }: PersonRequestListArgs): Promise<Page<PersonRequestRow>> {
    return this.requests.list(currentPrincipal(), { kind, status }, page);
  }

  @Query(() => PersonRequestType)
  @RequirePermission('privacy.readRequests')
  personRequest(@EntityIdArg('id') id: number): Promise<PersonRequestRow> {
    return this.requests.get(currentPrincipal(), id);
  }

  @Query(() => [HeldRecordType], { description: '请求所涉的人：各处持有的记录' })
  @RequirePermission('privacy.readRequests')
  heldRecords(@EntityIdArg('requestId') requestId: number): Promise<HeldRecordType[]> {
    return this.requests.heldRecords(currentPrincipal(), requestId);
  }

  @Mutation(() => PersonRequestType, { description: '受理查阅复制、更正或删除个人信息的请求' })
  @RequirePermission('privacy.receiveRequests')
  receivePersonRequest(@Args('input') input: ReceivePersonRequestInput): Promise<PersonRequestRow> {
    return this.requests.receive(currentPrincipal(), input);
  }

  @Mutation(() => PersonRequestType, { description: '确认哪些同名记录属于此人' })
  @RequirePermission('privacy.decideRequests')
  confirmHeldRecords(@Args('input') { requestId, records }: ConfirmHeldRecordsInput): Promise<PersonRequestRow> {
    return this.requests.confirmRecords(currentPrincipal(), requestId, records);
  }

  @Mutation(() => PersonRequestType, { description: '同意或拒绝请求；同意删除后即在后台删除，不可撤回' })
  @RequirePermission('privacy.decideRequests')
  @RequireStepUp()
  decidePersonRequest(@Args('input') input: DecidePersonRequestInput): Promise<PersonRequestRow> {
    return this.requests.decide(currentPrincipal(), input);
  }

  @Mutation(() => PersonRequestType, { description: '已交付副本或已更正：办结' })
  @RequirePermission('privacy.decideRequests')
  finishPersonRequest(@EntityIdArg('id') id: number): Promise<PersonRequestRow> {
    return this.requests.finish(currentPrincipal(), id);
  }

  @Mutation(() => Boolean, { description: '按已同意的更正请求更正一项' })
  @RequirePermission('privacy.correct')
  @RequireStepUp()
  async correctPersonalData(@Args('input') input: CorrectPersonalDataInput): Promise<boolean> {
    await this.corrections.correct(currentPrincipal(), input);
    return true;
  }
}
