import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { EnterpriseType } from '@sxbq/enterprises/graphql';
import { currentPrincipal } from '@sxbq/identity';
import { Page } from '@sxbq/kernel';
import { nestedPage } from '@sxbq/platform/graphql';
import { SchoolType } from '@sxbq/schools/graphql';
import { AgreementsService, AgreementView } from '../agreements.service';
import { AgreementListArgs } from './agreement.inputs';
import { AgreementPage } from './agreement.types';

const OF_SCHOOL = Symbol('school.agreements');
const OF_ENTERPRISE = Symbol('enterprise.agreements');

/** The agreements of a school, as a field that this lib adds to the lower type. */
@Resolver(() => SchoolType)
export class SchoolAgreementsResolver {
  constructor(private readonly service: AgreementsService) {}

  @ResolveField(() => AgreementPage, { description: '该校的协议' })
  agreements(@Parent() school: { id: number }, @Args() args: AgreementListArgs): Promise<Page<AgreementView>> {
    return nestedPage(OF_SCHOOL, school.id, { ...args }, (ids, asked) =>
      this.service.pagesOfParties(currentPrincipal(), 'school', ids, asked),
    );
  }
}

/** The agreements of an enterprise, as a field that this lib adds to the lower type. */
@Resolver(() => EnterpriseType)
export class EnterpriseAgreementsResolver {
  constructor(private readonly service: AgreementsService) {}

  @ResolveField(() => AgreementPage, { description: '该企业的协议' })
  agreements(@Parent() enterprise: { id: number }, @Args() args: AgreementListArgs): Promise<Page<AgreementView>> {
    return nestedPage(OF_ENTERPRISE, enterprise.id, { ...args }, (ids, asked) =>
      this.service.pagesOfParties(currentPrincipal(), 'enterprise', ids, asked),
    );
  }
}
