import { Injectable } from '@nestjs/common';
import { EntityId, groupBy, Page, PageRequest, Principal, Role } from '@sxbq/kernel';
import {
  ALL_ROWS,
  allOf,
  condition,
  equals,
  HotReads,
  insertRow,
  listPage,
  SqlCondition,
  startsWith,
  Transaction,
} from '@sxbq/platform';
import { DataSource, In, MoreThan } from 'typeorm';
import { AccountScope, accountScopeOf, ofOrganisation } from './account-scope';
import { isSet } from './is-set';
import { MachineClientKey } from './machine-client-key.entity';
import { StandingNotices } from './standing-notices';
import { MachineClient } from './machine-client.entity';

/** Which clients somebody may see and manage: never one that may do more than they themselves. */
export interface ClientScope {
  readonly organisations: AccountScope;
  /** null: of every role, in every part of the region. */
  readonly actingAs: { readonly role: Role; readonly regionPrefix: string | null } | null;
}

export function clientScopeOf(principal: Principal): ClientScope {
  const organisations = accountScopeOf(principal);
  if (organisations.kind === 'ALL' || principal.role === 'SYSTEM') return { organisations, actingAs: null };
  return { organisations, actingAs: { role: principal.role, regionPrefix: principal.memberRegionPrefix ?? null } };
}

/** Whose keys somebody may be shown: of clients that act for their own organisation, administrators included. */
export function ownClientScopeOf(principal: Principal): ClientScope {
  const { organisationId, role } = principal;
  if (role === 'SYSTEM' || organisationId === null) return { organisations: { kind: 'NOTHING' }, actingAs: null };
  const actingAs = { role, regionPrefix: principal.memberRegionPrefix ?? null };
  return { organisations: { kind: 'ORGANISATION', organisationId }, actingAs };
}

export interface ClientFilter {
  readonly organisationId?: EntityId | null;
  readonly revoked?: boolean | null;
}

/** A key that counts, and who calls with it. */
export interface LiveClient {
  readonly keyId: EntityId;
  readonly lastUsedAt: Date | null;
  readonly networks: readonly string[];
  readonly principal: Principal;
}

interface LiveRow {
  readonly keyId: EntityId;
  readonly lastUsedAt: Date | null;
  readonly clientId: EntityId;
  readonly role: Role;
  readonly permissions: unknown;
  readonly networks: unknown;
  readonly memberRegionPrefix: string | null;
  readonly organisationId: EntityId;
  readonly regionPrefix: string;
  readonly schoolId: EntityId | null;
  readonly enterpriseId: EntityId | null;
}

const PRINCIPAL = `c.id AS clientId, c.role, c.permissions, c.networks, c.region_prefix AS memberRegionPrefix,
  o.id AS organisationId, o.region_prefix AS regionPrefix, o.school_id AS schoolId, o.enterprise_id AS enterpriseId`;

/** A client that may act now; parameter: now. */
const ACTS = 'c.revoked_at IS NULL AND c.expires_at > ? AND o.disabled_at IS NULL';

@Injectable()
export class MachineClientRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly hotReads: HotReads,
    private readonly notices: StandingNotices,
  ) {}

  /** Newest first. */
  async list(scope: ClientScope, filter: ClientFilter, page: PageRequest): Promise<Page<MachineClient>> {
    const query = {
      columns: { sql: 'c.id', params: [] },
      from: { sql: 'machine_client c', params: [] },
      where: allOf(
        inScope(scope),
        filter.organisationId ? equals('c.organisation_id', filter.organisationId) : null,
        isSet('c.revoked_at', filter.revoked),
      ),
      orderBy: 'c.id DESC',
    };
    const { items, total } = await listPage<{ id: EntityId }>(this.dataSource, query, page);
    const where = { id: In(items.map(({ id }) => id)) };
    return { items: await this.dataSource.manager.find(MachineClient, { where, order: { id: 'DESC' } }), total };
  }

  /** The client, locked until the transaction ends; null when there is none or the scope does not reach it. */
  async lock(tx: Transaction, scope: ClientScope, id: EntityId): Promise<MachineClient | null> {
    const where = allOf(inScope(scope), equals('c.id', id));
    const [row] = (await tx.query(`SELECT c.id FROM machine_client c WHERE ${where.sql} FOR UPDATE`, [
      ...where.params,
    ])) as { id: EntityId }[];
    return row ? tx.findOne(MachineClient, { where: { id } }) : null;
  }

  insert(tx: Transaction, client: Omit<MachineClient, 'id' | 'revokedAt' | 'recordedAt'>): Promise<EntityId> {
    return insertRow(tx, MachineClient, client);
  }

  async revoke(tx: Transaction, id: EntityId, now: Date): Promise<void> {
    await tx.update(MachineClient, { id }, { revokedAt: now });
    this.notices.tell(tx, { clientId: id });
  }

  async insertKey(tx: Transaction, key: Omit<MachineClientKey, 'id' | 'lastUsedAt'>): Promise<void> {
    await tx.insert(MachineClientKey, key);
  }

  /** Whether it ever had one. */
  async hasKeys(tx: Transaction, clientId: EntityId): Promise<boolean> {
    return tx.exists(MachineClientKey, { where: { clientId } });
  }

  /** Keys of a client that count at the moment, newest first. */
  async liveKeys(tx: Transaction, clientId: EntityId, now: Date): Promise<MachineClientKey[]> {
    return tx.find(MachineClientKey, { where: { clientId, expiresAt: MoreThan(now) }, order: { id: 'DESC' } });
  }

  async endKey(tx: Transaction, id: EntityId, expiresAt: Date): Promise<void> {
    await tx.update(MachineClientKey, { id }, { expiresAt });
  }

  /** The keys of several clients that count at the moment, by client, newest first. */
  async keysOf(clientIds: readonly EntityId[], now: Date): Promise<Map<EntityId, MachineClientKey[]>> {
    const where = { clientId: In([...clientIds]), expiresAt: MoreThan(now) };
    const found = await this.dataSource.manager.find(MachineClientKey, { where, order: { id: 'DESC' } });
    return groupBy(found, ({ clientId }) => clientId);
  }

  /** The key with this hash, while it counts, as one of the client it names. */
  async findLive(clientId: EntityId, secretHash: string, now: Date): Promise<LiveClient | null> {
    const [row] = await this.hotReads.execute<LiveRow>(
      `SELECT k.id AS keyId, k.last_used_at AS lastUsedAt, ${PRINCIPAL}
         FROM machine_client_key k
         JOIN machine_client c ON c.id = k.client_id
         JOIN organisation o ON o.id = c.organisation_id
        WHERE k.secret_hash = ? AND k.client_id = ? AND k.expires_at > ? AND ${ACTS}`,
      [secretHash, clientId, now, now],
    );
    if (!row) return null;
    return {
      keyId: row.keyId,
      lastUsedAt: row.lastUsedAt,
      networks: list(row.networks),
      principal: principalOf(row),
    };
  }

  /** Whom the client acts as today; null when it may no longer act. */
  actingAs(clientId: EntityId, now: Date): Promise<Principal | null> {
    return this.principal(clientId, condition(ACTS, [now]));
  }

  /** Whom the client acts as, or did once. */
  everActingAs(clientId: EntityId): Promise<Principal | null> {
    return this.principal(clientId, ALL_ROWS);
  }

  /** Notes the use, unless another request did so after `due`. */
  async touch(keyId: EntityId, now: Date, due: Date): Promise<void> {
    await this.dataSource.query(
      'UPDATE machine_client_key SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at <= ?)',
      [now, keyId, due],
    );
  }

  private async principal(clientId: EntityId, condition: SqlCondition): Promise<Principal | null> {
    const where = allOf(equals('c.id', clientId), condition);
    const [row] = (await this.dataSource.query(
      `SELECT ${PRINCIPAL} FROM machine_client c JOIN organisation o ON o.id = c.organisation_id WHERE ${where.sql}`,
      [...where.params],
    )) as LiveRow[];
    return row ? principalOf(row) : null;
  }
}

function inScope({ organisations, actingAs }: ClientScope): SqlCondition {
  return allOf(
    ofOrganisation(organisations, 'c.organisation_id'),
    actingAs ? equals('c.role', actingAs.role) : null,
    actingAs?.regionPrefix ? startsWith('c.region_prefix', actingAs.regionPrefix) : null,
  );
}

function principalOf(row: LiveRow): Principal {
  const { clientId, role, permissions, organisationId, regionPrefix, memberRegionPrefix, schoolId, enterpriseId } = row;
  return {
    userId: null,
    sessionId: null,
    organisationId,
    role,
    regionPrefix,
    memberRegionPrefix,
    schoolId,
    enterpriseId,
    clientId,
    grantedPermissions: new Set(list(permissions)),
  };
}

/** MariaDB hands JSON out as text, MySQL as a value. */
function list(value: unknown): string[] {
  return (typeof value === 'string' ? JSON.parse(value) : value) as string[];
}
