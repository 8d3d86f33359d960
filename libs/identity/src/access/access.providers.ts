import { MemberRegionRepository } from '../persistence/member-region.repository';
import { RolePermissionRepository } from '../persistence/role-permission.repository';
import { RevealUseRepository } from '../persistence/reveal-use.repository';
import { RevealRegistry } from '../reveal/reveal-registry';
import { RevealService } from '../reveal/reveal.service';
import './access.permissions';
import { MemberRegionsService } from './member-regions.service';
import { PermissionAudit } from './permission-audit';
import { RolePermissionsKeeper } from './role-permissions-keeper';
import { RolePermissionsService } from './role-permissions.service';

/** Who may do what, and be shown what, as the identity module provides it. */
export const accessProviders = [
  PermissionAudit,
  RolePermissionRepository,
  RolePermissionsKeeper,
  RolePermissionsService,
  MemberRegionRepository,
  MemberRegionsService,
  RevealRegistry,
  RevealUseRepository,
  RevealService,
];
