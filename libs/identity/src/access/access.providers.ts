import { MemberRegionRepository } from '../persistence/member-region.repository';
import { RolePermissionRepository } from '../persistence/role-permission.repository';
import './access.permissions';
import { MemberRegionsService } from './member-regions.service';
import { PermissionAudit } from './permission-audit';
import { RolePermissionsKeeper } from './role-permissions-keeper';
import { RolePermissionsService } from './role-permissions.service';

/** What of the access to this process the identity module provides. */
export const accessProviders = [
  PermissionAudit,
  RolePermissionRepository,
  RolePermissionsKeeper,
  RolePermissionsService,
  MemberRegionRepository,
  MemberRegionsService,
];
