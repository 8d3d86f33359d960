import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Page } from '@sxbq/kernel';
import { EntityIdArg, requestLoader } from '@sxbq/platform/graphql';
import { currentPrincipal } from '../access/current-principal';
import { RequirePermission } from '../access/require-permission.decorator';
import { CreatedClient, IssuedKey, MachineClientsService } from '../machine-clients/machine-clients.service';
import type { MachineClientKey } from '../persistence/machine-client-key.entity';
import type { MachineClient } from '../persistence/machine-client.entity';
import { RequireStepUp } from '../step-up/require-step-up.decorator';
import {
  CreatedClientPayload,
  CreateMachineClientInput,
  IssuedKeyPayload,
  MachineClientKeyType,
  MachineClientListArgs,
  MachineClientPage,
  MachineClientType,
  RotateClientKeyInput,
} from './machine-clients.types';

const KEYS = Symbol('machine client keys');

@Resolver(() => MachineClientType)
export class MachineClientsResolver {
  constructor(private readonly service: MachineClientsService) {}

  @Query(() => MachineClientPage, { description: '系统接入，新的在前' })
  @RequirePermission('identity.readClients')
  machineClients(@Args() args: MachineClientListArgs): Promise<Page<MachineClient>> {
    return this.service.list(currentPrincipal(), args);
  }

  @ResolveField(() => [MachineClientKeyType], { description: '在用的密钥，新的在前' })
  async keys(@Parent() { id }: MachineClient): Promise<MachineClientKey[]> {
    const principal = currentPrincipal();
    const loader = requestLoader(KEYS, (ids: readonly number[]) => this.service.keysOf(principal, ids));
    return (await loader.load(id)) ?? [];
  }

  @Mutation(() => CreatedClientPayload, { description: '建立本单位的系统接入；为其他单位的，提请另一类管理员确认' })
  @RequirePermission('identity.manageClients')
  @RequireStepUp()
  createMachineClient(@Args('input') input: CreateMachineClientInput): Promise<CreatedClient> {
    return this.service.create(currentPrincipal(), input);
  }

  @Mutation(() => IssuedKeyPayload, { description: '启用为本单位建立的系统接入，取得密钥' })
  @RequirePermission('identity.manageClients')
  @RequireStepUp()
  activateMachineClient(@EntityIdArg('id') id: number): Promise<IssuedKey> {
    return this.service.activate(currentPrincipal(), id);
  }

  @Mutation(() => IssuedKeyPayload, { description: '更换本单位系统接入的密钥' })
  @RequirePermission('identity.manageClients')
  @RequireStepUp()
  rotateMachineClientKey(@Args('input') { id, overlapHours }: RotateClientKeyInput): Promise<IssuedKey> {
    return this.service.rotate(currentPrincipal(), id, overlapHours);
  }

  @Mutation(() => MachineClientType, { description: '吊销系统接入，密钥立即失效' })
  @RequirePermission('identity.revokeClients')
  revokeMachineClient(@EntityIdArg('id') id: number): Promise<MachineClient> {
    return this.service.revoke(currentPrincipal(), id);
  }
}
