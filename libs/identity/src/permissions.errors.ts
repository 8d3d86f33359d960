import { DomainError, Role, ROLE_TITLES } from '@sxbq/kernel';

export const permissionUnknown = (code: string): DomainError =>
  new DomainError('BAD_INPUT', 'PERMISSION_UNKNOWN', `没有“${code}”这项权限，请从权限清单中选择。`, { code });

export const permissionReserved = (code: string): DomainError =>
  new DomainError('BAD_INPUT', 'PERMISSION_RESERVED', `“${code}”只供运维命令行使用，不能授予任何角色。`, { code });

export const administratorsSeparated = (code: string, role: Role): DomainError =>
  new DomainError(
    'CONFLICT',
    'ADMINISTRATORS_SEPARATED',
    `“${code}”不能授予“${ROLE_TITLES[role]}”：系统、安全、审计三类管理员的权限须彼此分开，并与业务权限分开。`,
    { code, role },
  );

export const securityAdministratorKeeps = (missing: readonly string[]): DomainError =>
  new DomainError(
    'CONFLICT',
    'SECURITY_ADMINISTRATOR_KEEPS',
    '不能收回安全管理员自身的权限，否则错误的发布无人能改。请保留其缺省权限。',
    { missing },
  );

export const roleRepeated = (role: Role): DomainError =>
  new DomainError('BAD_INPUT', 'ROLE_REPEATED', `“${ROLE_TITLES[role]}”出现了不止一次，请合并为一项。`, { role });

export const dataScopeUnfit = (role: Role): DomainError =>
  new DomainError('BAD_INPUT', 'DATA_SCOPE_UNFIT', `这种数据范围不适用于“${ROLE_TITLES[role]}”。`, { role });

export const regionsUnfit = (role: Role): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'REGIONS_UNFIT',
    `“${ROLE_TITLES[role]}”的区域不正确：数据范围为指定区域时须列出 2、4 或 6 位区划代码，其他数据范围不列。`,
    { role },
  );

export const permissionVersionNotFound = (version: number): DomainError =>
  new DomainError('NOT_FOUND', 'PERMISSION_VERSION_NOT_FOUND', `没有第 ${version} 版权限。`, { version });

export const permissionVersionOutdated = (version: number, published: number): DomainError =>
  new DomainError(
    'CONFLICT',
    'PERMISSION_VERSION_OUTDATED',
    `第 ${version} 版不能发布：第 ${published} 版已经发布。请以现行版本为底重新起草。`,
    { version, published },
  );

export const permissionsDraftedMeanwhile = (): DomainError =>
  new DomainError('CONFLICT', 'PERMISSIONS_DRAFTED_MEANWHILE', '另一位管理员刚刚也起草了一版，请重试。');

export const memberRegionUnfit = (regionPrefix: string): DomainError =>
  new DomainError(
    'BAD_INPUT',
    'MEMBER_REGION_UNFIT',
    `区域须在其所在主管部门的辖区（${regionPrefix || '无'}）之内；学校、企业和管理机构的人员不设区域。`,
    { regionPrefix },
  );
