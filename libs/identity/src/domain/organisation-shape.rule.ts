import { OrganisationKind } from './organisation-kind';

/** What makes an organisation what it is. */
export interface OrganisationShape {
  readonly kind: OrganisationKind;
  readonly regionPrefix: string;
  readonly schoolId: number | null;
  readonly enterpriseId: number | null;
}

/**
 * True when a bureau has a region of province (2), city (4) or county (6 digits), a school's organisation names its
 * school and region, an enterprise's its enterprise and region, and an administrators' office none of them. What a
 * principal sees hangs on this, so that an incomplete organisation is never made.
 */
export function hasShape({ kind, regionPrefix, schoolId, enterpriseId }: OrganisationShape): boolean {
  const region = /^\d{2}(\d{2}){0,2}$/.test(regionPrefix);
  switch (kind) {
    case OrganisationKind.BUREAU:
      return region && schoolId === null && enterpriseId === null;
    case OrganisationKind.SCHOOL:
      return region && schoolId !== null && enterpriseId === null;
    case OrganisationKind.ENTERPRISE:
      return region && schoolId === null && enterpriseId !== null;
    case OrganisationKind.ADMINISTRATION:
      return regionPrefix === '' && schoolId === null && enterpriseId === null;
  }
}
