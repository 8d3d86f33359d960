import { Principal, Role } from '@sxbq/kernel';

/** The two parties of an agreement. */
export enum AgreementSide {
  SCHOOL = 'SCHOOL',
  ENTERPRISE = 'ENTERPRISE',
}

export const AGREEMENT_SIDE_TITLES: Readonly<Record<AgreementSide, string>> = {
  [AgreementSide.SCHOOL]: '学校',
  [AgreementSide.ENTERPRISE]: '企业',
};

/** The side a principal acts for; null for a bureau and for the system. */
export function sideOf(principal: Pick<Principal, 'role'>): AgreementSide | null {
  if (principal.role === Role.SCHOOL) return AgreementSide.SCHOOL;
  return principal.role === Role.ENTERPRISE ? AgreementSide.ENTERPRISE : null;
}
