import { EnterprisesGraphqlModule } from '@sxbq/enterprises/graphql';
import { IdentityGraphqlModule } from '@sxbq/identity/graphql';
import { SchoolsGraphqlModule } from '@sxbq/schools/graphql';
import { GraphqlServices, startGraphqlServices } from './graphql-services';

/** Identity over GraphQL with the registers that its organisations are taken from. */
export function startAccountsGraphql(): Promise<GraphqlServices> {
  return startGraphqlServices([IdentityGraphqlModule, SchoolsGraphqlModule, EnterprisesGraphqlModule]);
}
