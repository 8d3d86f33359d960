import { currentPrincipal } from '@sxbq/identity';
import { requestLoader } from '@sxbq/platform/graphql';
import { EnterprisesService } from '../enterprises.service';
import type { EnterpriseRow } from '../persistence/enterprises.repository';

const ENTERPRISE = Symbol('enterprise');

/** Enterprises by id, for every lib that shows one: one loader of the request serves them all. */
export const enterpriseLoader = (enterprises: EnterprisesService) =>
  requestLoader<number, EnterpriseRow>(ENTERPRISE, (ids) => enterprises.byIds(currentPrincipal(), ids));
