import { INestApplicationContext } from '@nestjs/common';
import { EnterprisesService } from '@sxbq/enterprises';
import { OrganisationKind } from '@sxbq/identity';
import { Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { SchoolsService } from '@sxbq/schools';
import { bureau, enterpriseOrganisation, OrganisationPlan, schoolOrganisation } from './organisations';

/** A user for trying the platform out. */
export interface SignInPlan {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  readonly organisation: OrganisationPlan;
}

const FIRST = { limit: 1, offset: 0 };

const OFFICE: OrganisationPlan = {
  code: 'office-development',
  kind: OrganisationKind.ADMINISTRATION,
  name: '平台管理办公室（示例）',
  regionPrefix: '',
  schoolId: null,
  enterpriseId: null,
};
const HR_BUREAU = bureau('示例市人力资源和社会保障局', '3204');

/** One for each role: the bureaus of 示例市 (region 3204) and its province, and the three separated administrators. */
const ALWAYS: readonly SignInPlan[] = [
  { username: 'hr-bureau', displayName: '人社局经办人', role: Role.HR_BUREAU, organisation: HR_BUREAU },
  {
    username: 'economy-bureau',
    displayName: '经信委经办人',
    role: Role.ECONOMY_BUREAU,
    organisation: bureau('示例市经济和信息化委员会', '3204'),
  },
  {
    username: 'province',
    displayName: '省厅经办人',
    role: Role.HR_BUREAU,
    organisation: bureau('示例省人力资源和社会保障厅', '32'),
  },
  { username: 'inspector', displayName: '督查员', role: Role.INSPECTOR, organisation: HR_BUREAU },
  { username: 'system-admin', displayName: '系统管理员', role: Role.SYSTEM_ADMINISTRATOR, organisation: OFFICE },
  { username: 'security-admin', displayName: '安全管理员', role: Role.SECURITY_ADMINISTRATOR, organisation: OFFICE },
  { username: 'audit-admin', displayName: '审计管理员', role: Role.AUDIT_ADMINISTRATOR, organisation: OFFICE },
];

/** Those of every installation, and one for the first school and the first enterprise where there are any. */
export async function plannedSignIns(services: INestApplicationContext): Promise<SignInPlan[]> {
  const schools = await services.get(SchoolsService, { strict: false }).list(SYSTEM_PRINCIPAL, FIRST);
  const enterprises = await services.get(EnterprisesService, { strict: false }).list(SYSTEM_PRINCIPAL, FIRST);
  return [
    ...ALWAYS,
    ...schools.items.map((school) => ({
      username: 'school',
      displayName: '学校经办人',
      role: Role.SCHOOL,
      organisation: schoolOrganisation(school),
    })),
    ...enterprises.items.map((enterprise) => ({
      username: 'enterprise',
      displayName: '企业经办人',
      role: Role.ENTERPRISE,
      organisation: enterpriseOrganisation(enterprise),
    })),
  ];
}
