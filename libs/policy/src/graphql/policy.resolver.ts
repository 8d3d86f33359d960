import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { entityId, Page } from '@sxbq/kernel';
import type { PolicyRow } from '../persistence/policies.repository';
import { PolicyService } from '../policy.service';
import { documentOf, shownDocument } from './policy-document.mapper';
import { AddPolicyVersionInput, PolicyListArgs } from './policy.inputs';
import { PolicyDocumentType, PolicyPage, PolicyType } from './policy.types';

@Resolver(() => PolicyType)
export class PolicyResolver {
  constructor(private readonly service: PolicyService) {}

  @Query(() => PolicyPage, { description: '政策标准版本列表，由新到旧' })
  @RequirePermission('policy.read')
  policies(@Args() args: PolicyListArgs): Promise<Page<PolicyRow>> {
    return this.service.list(currentPrincipal(), args);
  }

  @Query(() => PolicyType)
  @RequirePermission('policy.read')
  policy(@Args('id', { type: () => ID }) id: string): Promise<PolicyRow> {
    return this.service.get(currentPrincipal(), entityId(id));
  }

  @Query(() => PolicyType, { description: '某年度适用的版本' })
  @RequirePermission('policy.read')
  policyForYear(@Args('year', { type: () => Int }) year: number): Promise<PolicyRow> {
    return this.service.readForYear(currentPrincipal(), year);
  }

  @Mutation(() => PolicyType, { description: '发布政策标准的新版本' })
  @RequirePermission('policy.addVersion')
  addPolicyVersion(@Args('input') input: AddPolicyVersionInput): Promise<PolicyRow> {
    return this.service.addVersion(currentPrincipal(), { ...input, document: documentOf(input.document) });
  }

  @ResolveField(() => PolicyDocumentType)
  document(@Parent() policy: PolicyRow): PolicyDocumentType {
    return shownDocument(policy.document);
  }
}
