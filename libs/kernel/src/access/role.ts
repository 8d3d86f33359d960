/** Roles of the programme (domain.md §1). The three administrators exclude each other. */
export enum Role {
  HR_BUREAU = 'HR_BUREAU',
  ECONOMY_BUREAU = 'ECONOMY_BUREAU',
  INSPECTOR = 'INSPECTOR',
  SCHOOL = 'SCHOOL',
  ENTERPRISE = 'ENTERPRISE',
  GRADUATE = 'GRADUATE',
  SYSTEM_ADMINISTRATOR = 'SYSTEM_ADMINISTRATOR',
  SECURITY_ADMINISTRATOR = 'SECURITY_ADMINISTRATOR',
  AUDIT_ADMINISTRATOR = 'AUDIT_ADMINISTRATOR',
}

export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  [Role.HR_BUREAU]: '人社局',
  [Role.ECONOMY_BUREAU]: '经信委',
  [Role.INSPECTOR]: '督查员',
  [Role.SCHOOL]: '学校',
  [Role.ENTERPRISE]: '企业',
  [Role.GRADUATE]: '毕业生',
  [Role.SYSTEM_ADMINISTRATOR]: '系统管理员',
  [Role.SECURITY_ADMINISTRATOR]: '安全管理员',
  [Role.AUDIT_ADMINISTRATOR]: '审计管理员',
};
