import { OrganisationKind } from './organisation-kind';
import { OrganisationShape } from './organisation-shape.rule';

/** What the register knows of a school or an enterprise. */
export interface RegisterEntry {
  readonly id: number;
  /** School code, or 统一社会信用代码. */
  readonly code: string;
  readonly name: string;
  /** GB/T 2260, 6 digits or more. */
  readonly regionCode: string;
}

export type RegisteredKind = OrganisationKind.SCHOOL | OrganisationKind.ENTERPRISE;

/** City of a region code: schools and enterprises deal with the partners of their city. */
const CITY_DIGITS = 4;

/** The one organisation of a registered school or enterprise: named as there, in the city it lies in. */
export function registeredOrganisation(
  kind: RegisteredKind,
  { id, code, name, regionCode }: RegisterEntry,
): OrganisationShape & { readonly code: string; readonly name: string } {
  const isSchool = kind === OrganisationKind.SCHOOL;
  return {
    code: `${isSchool ? 'school' : 'enterprise'}-${code}`,
    kind,
    name,
    regionPrefix: regionCode.slice(0, CITY_DIGITS),
    schoolId: isSchool ? id : null,
    enterpriseId: isSchool ? null : id,
  };
}
