import { NewOrganisation, OrganisationKind, registeredOrganisation, RegisterEntry } from '@sxbq/identity';

export type OrganisationPlan = NewOrganisation;

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

export function schoolOrganisation(school: RegisterEntry): OrganisationPlan {
  return registeredOrganisation(OrganisationKind.SCHOOL, school);
}

export function enterpriseOrganisation(
  enterprise: Omit<RegisterEntry, 'code'> & { readonly uscc: string },
): OrganisationPlan {
  return registeredOrganisation(OrganisationKind.ENTERPRISE, { ...enterprise, code: enterprise.uscc });
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
