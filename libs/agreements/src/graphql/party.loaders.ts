import { currentPrincipal } from '@sxbq/identity';
import { EntityId } from '@sxbq/kernel';
import { requestLoader } from '@sxbq/platform/graphql';
import { PartiesService } from '../parties.service';
import { PartyName } from '../persistence/agreement-rows';

const SCHOOL = Symbol('party.school');
const ENTERPRISE = Symbol('party.enterprise');

/** The school side of a row the caller may see; every lib that shows one shares the request's loader. */
export function schoolOf(parties: PartiesService, schoolId: EntityId): Promise<PartyName | null> {
  return requestLoader<number, PartyName>(SCHOOL, (ids) => parties.schoolsOf(currentPrincipal(), ids)).load(schoolId);
}

/** The enterprise side of a row the caller may see. */
export function enterpriseOf(parties: PartiesService, enterpriseId: EntityId): Promise<PartyName | null> {
  return requestLoader<number, PartyName>(ENTERPRISE, (ids) => parties.enterprisesOf(currentPrincipal(), ids)).load(
    enterpriseId,
  );
}
