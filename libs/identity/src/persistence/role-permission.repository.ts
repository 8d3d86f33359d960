import { Injectable } from '@nestjs/common';
import { Page, PageRequest } from '@sxbq/kernel';
import { ALL_ROWS, listPage, SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { RolePermissions } from '../domain/role-permissions';
import { RolePermissionVersion } from './role-permission-version.entity';

export type PermissionVersionRow = Omit<RolePermissionVersion, 'id' | 'document'>;

const COLUMNS = `v.version, v.note, v.drafted_by AS draftedBy, v.drafted_at AS draftedAt, v.published_by AS publishedBy,
  v.published_at AS publishedAt`;

@Injectable()
export class RolePermissionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first, without their documents. */
  list(page: PageRequest): Promise<Page<PermissionVersionRow>> {
    return listPage<PermissionVersionRow>(
      this.dataSource,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: 'role_permission_version v', params: [] },
        where: ALL_ROWS,
        orderBy: 'v.version DESC',
      },
      page,
    );
  }

  find(version: number): Promise<RolePermissionVersion | null> {
    return this.dataSource.manager.findOneBy(RolePermissionVersion, { version });
  }

  lock(tx: Transaction, version: number): Promise<RolePermissionVersion | null> {
    return tx.findOne(RolePermissionVersion, { where: { version }, lock: { mode: 'pessimistic_write' } });
  }

  /** The highest published version; 0 when none was published. */
  async publishedVersion(runner: SqlRunner = this.dataSource.manager): Promise<number> {
    const [row] = (await runner.query(
      'SELECT MAX(version) AS version FROM role_permission_version WHERE published_at IS NOT NULL',
    )) as [{ version: number | null }];
    return row.version ?? 0;
  }

  /** What the highest published version says; null when none was published. */
  async inForce(): Promise<RolePermissions | null> {
    const version = await this.publishedVersion();
    return version === 0 ? null : ((await this.find(version))?.document ?? null);
  }

  /** A draft with the next number. */
  async insert(
    tx: Transaction,
    draft: Pick<RolePermissionVersion, 'document' | 'note' | 'draftedBy' | 'draftedAt'>,
  ): Promise<number> {
    const [row] = (await tx.query('SELECT COALESCE(MAX(version), 0) + 1 AS version FROM role_permission_version')) as [
      { version: number | string },
    ];
    const version = Number(row.version);
    await tx.insert(RolePermissionVersion, { ...draft, version });
    return version;
  }

  async publish(tx: Transaction, version: number, publishedBy: number | null, publishedAt: Date): Promise<void> {
    await tx.update(RolePermissionVersion, { version }, { publishedBy, publishedAt });
  }
}
