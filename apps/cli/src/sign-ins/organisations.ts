import { NewOrganisation, OrganisationKind } from '@sxbq/identity';

export type OrganisationPlan = NewOrganisation;

/** City of a region code: schools and enterprises deal with the partners of their city. */
const CITY_DIGITS = 4;

export function bureau(name: string, regionPrefix: string): OrganisationPlan {
  return {
    code: `bureau-${regionPrefix}-${name}`,
    kind: OrganisationKind.BUREAU,
    name,
    regionPrefix,
    schoolId: null,
    enterpriseId: null,
  };
}

export function schoolOrganisation(school: {
  id: number;
  code: string;
  name: string;
  regionCode: string;
}): OrganisationPlan {
  return {
    code: `school-${school.code}`,
    kind: OrganisationKind.SCHOOL,
    name: school.name,
    regionPrefix: school.regionCode.slice(0, CITY_DIGITS),
    schoolId: school.id,
    enterpriseId: null,
  };
}

export function enterpriseOrganisation(enterprise: {
  id: number;
  uscc: string;
  name: string;
  regionCode: string;
}): OrganisationPlan {
  return {
    code: `enterprise-${enterprise.uscc}`,
    kind: OrganisationKind.ENTERPRISE,
    name: enterprise.name,
    regionPrefix: enterprise.regionCode.slice(0, CITY_DIGITS),
    schoolId: null,
    enterpriseId: enterprise.id,
  };
}

export function office(name: string): OrganisationPlan {
  return {
    code: `office-${name}`,
    kind: OrganisationKind.ADMINISTRATION,
    name,
    regionPrefix: '',
    schoolId: null,
    enterpriseId: null,
  };
}
