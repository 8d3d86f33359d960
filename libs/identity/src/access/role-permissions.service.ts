import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, Page, PageRequest, Principal } from '@sxbq/kernel';
import { Notifier, refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { RoleDifference, roleDifferences } from '../domain/role-permission-differences';
import { completed, RoleGrant, RolePermissions, shippedRolePermissions } from '../domain/role-permissions';
import { assertEachRoleOnce, assertPublishable } from '../domain/role-permissions.rule';
import { PermissionVersionRow, RolePermissionRepository } from '../persistence/role-permission.repository';
import { RolePermissionVersion } from '../persistence/role-permission-version.entity';
import {
  permissionsDraftedMeanwhile,
  permissionVersionNotFound,
  permissionVersionOutdated,
} from '../permissions.errors';
import { registeredPermissions } from './permission-registry';
import { PERMISSIONS_TOPIC, RolePermissionsKeeper } from './role-permissions-keeper';

/** The number by which the shipped permissions are called. */
export const SHIPPED_VERSION = 0;

export interface PermissionDraft {
  /** Roles left out are as they are shipped. */
  readonly roles: readonly RoleGrant[];
  /** Why, for those who read it later; at most 255 characters. */
  readonly note: string;
}

/** A version with what it says. */
export type PermissionVersion = PermissionVersionRow & RolePermissions;

/** Versions of what roles may do: drafted, compared, published by the security administrator. */
@Injectable()
export class RolePermissionsService {
  constructor(
    private readonly versions: RolePermissionRepository,
    private readonly keeper: RolePermissionsKeeper,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  /** Newest first, without the shipped one. */
  list(page: PageRequest): Promise<Page<PermissionVersionRow>> {
    return this.versions.list(page);
  }

  /** The number of the version in force. */
  inForce(): Promise<number> {
    return this.versions.publishedVersion();
  }

  /** 0 is what is shipped. PERMISSION_VERSION_NOT_FOUND. */
  async version(version: number): Promise<RolePermissions> {
    if (version === SHIPPED_VERSION) return shippedRolePermissions(registeredPermissions());
    const found = await this.versions.find(version);
    if (!found) throw permissionVersionNotFound(version);
    return found.document;
  }

  /** What changes from one version to another. PERMISSION_VERSION_NOT_FOUND. */
  async differences(from: number, to: number): Promise<RoleDifference[]> {
    return roleDifferences(await this.version(from), await this.version(to));
  }

  /**
   * A new version that is not in force; its number. Refused as it would be when published: PERMISSION_UNKNOWN,
   * PERMISSION_RESERVED, ADMINISTRATORS_SEPARATED, SECURITY_ADMINISTRATOR_KEEPS, ROLE_REPEATED, DATA_SCOPE_UNFIT,
   * REGIONS_UNFIT; and PERMISSIONS_DRAFTED_MEANWHILE.
   */
  async draft(principal: Principal, { roles, note }: PermissionDraft): Promise<number> {
    assertEachRoleOnce(roles);
    const document = completed(roles.map(normal), registeredPermissions());
    assertPublishable(document, registeredPermissions());
    return this.unitOfWork
      .run(async (tx) => {
        const draftedAt = this.clock.now();
        const version = await this.versions.insert(tx, { document, note, draftedBy: principal.userId, draftedAt });
        await this.audit.record(tx, {
          action: 'permissions.draft',
          objectType: 'PermissionVersion',
          objectId: version,
          details: { note },
        });
        return version;
      })
      .catch(refuseDuplicates({ ix_role_permission_version_version: permissionsDraftedMeanwhile }));
  }

  /**
   * Puts a draft in force: here at once, in every other process when Redis tells it or within a minute. Errors as of
   * `draft`, PERMISSION_VERSION_NOT_FOUND, PERMISSION_VERSION_OUTDATED when it or a later one was published already.
   */
  async publish(principal: Principal, version: number): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const draft = await this.draftToPublish(tx, version);
      assertPublishable(draft.document, registeredPermissions());
      const before = await this.version(await this.versions.publishedVersion(tx));
      await this.versions.publish(tx, version, principal.userId, this.clock.now());
      await this.audit.record(tx, {
        action: 'permissions.publish',
        objectType: 'PermissionVersion',
        objectId: version,
        details: { note: draft.note, differences: roleDifferences(before, draft.document) },
      });
    });
    await this.keeper.reload();
    await this.notifier.publish(PERMISSIONS_TOPIC, { version });
  }

  private async draftToPublish(tx: Transaction, version: number): Promise<RolePermissionVersion> {
    const draft = await this.versions.lock(tx, version);
    if (!draft) throw permissionVersionNotFound(version);
    const published = await this.versions.publishedVersion(tx);
    if (published >= version) throw permissionVersionOutdated(version, published);
    return draft;
  }
}

function normal({ role, permissions, dataScope, regions }: RoleGrant): RoleGrant {
  return { role, permissions: [...new Set(permissions)].sort(), dataScope, regions: [...new Set(regions)].sort() };
}
