import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { checkedText, checkedWholeNumber, Clock, EntityId, Page, PageRequest, Principal, Role } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { assertPermission } from '../access/current-principal';
import { registeredPermissions, roleHolds } from '../access/permission-registry';
import { assertPlace } from '../accounts/memberships.service';
import { AccessProposalKind, AccessWish } from '../domain/access-proposal';
import { CLIENT_ROLES, isForMachines } from '../domain/client-permissions.rule';
import { isNetwork } from '../domain/networks.rule';
import { secretHash } from '../domain/opaque-secret';
import { organisationNotFound, unauthenticated } from '../identity.errors';
import { AccessProposal } from '../persistence/access-proposal.entity';
import { MachineClientKey } from '../persistence/machine-client-key.entity';
import { MachineClient } from '../persistence/machine-client.entity';
import {
  ClientFilter,
  ClientScope,
  clientScopeOf,
  MachineClientRepository,
  ownClientScopeOf,
} from '../persistence/machine-client.repository';
import { OrganisationRepository } from '../persistence/organisation.repository';
import { AccessProposalsService } from '../two-people/access-proposals.service';
import { newClientKey } from './client-key';
import {
  clientActive,
  clientNotActive,
  clientNotFound,
  clientPermissionsMissing,
  clientPermissionsUnfit,
  clientRoleUnfit,
  networkMalformed,
} from './machine-clients.errors';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MAX_DAYS = 365;
/** Keys may overlap for a week while a system changes over. */
const MAX_OVERLAP_HOURS = 7 * 24;
const MAX_NETWORKS = 20;

export interface NewMachineClient {
  /** The system administrator names them; whoever else creates a client does so for themselves. */
  readonly organisationId?: EntityId | null;
  readonly role?: Role | null;
  readonly name: string;
  /** Codes that the role holds. */
  readonly permissions: readonly string[];
  /** Addresses or CIDR blocks it may call from; none: from anywhere. At most 20. */
  readonly networks?: readonly string[] | null;
  /** 1–365. */
  readonly lifeDays: number;
}

/** A client with a key that was made just now. */
export interface IssuedKey {
  readonly client: MachineClient;
  /** Shown this once: only its hash is kept. */
  readonly key: string;
}

/** A client that is there, or waits for a second administrator. */
export interface CreatedClient {
  readonly client: MachineClient | null;
  readonly key: string | null;
  readonly proposal: AccessProposal | null;
}

const NOTHING_YET: CreatedClient = { client: null, key: null, proposal: null };

export interface ClientListRequest extends PageRequest {
  readonly filter?: ClientFilter | null;
}

type ClientWish = Required<Pick<AccessWish, 'clientName' | 'permissions' | 'networks' | 'lifeDays'>>;
type Place = Pick<MachineClient, 'organisationId' | 'role' | 'regionPrefix'>;

/** Systems of bureaus, schools and enterprises that call the API with keys of their own. */
@Injectable()
export class MachineClientsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly clients: MachineClientRepository,
    private readonly organisations: OrganisationRepository,
    private readonly proposals: AccessProposalsService,
  ) {}

  /** Newest first. Officers see those of their organisation that act as they do themselves. */
  list(principal: Principal, request: ClientListRequest): Promise<Page<MachineClient>> {
    assertPermission(principal, 'identity.readClients');
    return this.clients.list(clientScopeOf(principal), request.filter ?? {}, request);
  }

  /** Keys in use of clients the caller has been given, by client, newest first. */
  keysOf(principal: Principal, clientIds: readonly EntityId[]): Promise<Map<EntityId, MachineClientKey[]>> {
    assertPermission(principal, 'identity.readClients');
    return this.clients.keysOf(clientIds, this.clock.now());
  }

  /**
   * A client of one's own organisation, with its key. One of another organisation is proposed only: it is made when a
   * second administrator confirms, and its key is shown to a member of the organisation who activates it.
   * MACHINE_CLIENT_ROLE_UNFIT, MACHINE_CLIENT_PERMISSIONS_UNFIT, MACHINE_CLIENT_PERMISSIONS_MISSING, NETWORK_MALFORMED,
   * NUMBER_OUT_OF_RANGE, ROLE_DOES_NOT_FIT, ORGANISATION_NOT_FOUND, ORGANISATION_DISABLED.
   */
  async create(principal: Principal, wanted: NewMachineClient): Promise<CreatedClient> {
    assertPermission(principal, 'identity.manageClients');
    const { userId } = principal;
    if (userId === null) throw unauthenticated();
    const place = placeOf(principal, wanted);
    const wish = wishOf(place.role, wanted);
    const now = this.clock.now();
    return this.unitOfWork.run(async (tx) => {
      assertPlace(await this.organisations.find(tx, place.organisationId), place.role);
      if (place.organisationId !== principal.organisationId) {
        const { organisationId, role } = place;
        const proposed = { kind: AccessProposalKind.MACHINE_CLIENT, organisationId, role, wish };
        return { ...NOTHING_YET, proposal: (await this.proposals.propose(tx, principal, proposed)).proposal };
      }
      const id = await this.insert(tx, place, wish, userId);
      const client = await this.lock(tx, clientScopeOf(principal), id);
      return { ...NOTHING_YET, client, key: await this.issueKey(tx, client, now) };
    });
  }

  /** In the transaction of who confirmed: the client, without a key yet; its id. Errors as of `create`. */
  async makeConfirmed(tx: Transaction, { organisationId, role, proposedBy, wish }: AccessProposal): Promise<EntityId> {
    if (organisationId === null || role === null) throw organisationNotFound();
    assertPlace(await this.organisations.find(tx, organisationId), role);
    const { clientName: name = '', permissions = [], networks = [], lifeDays = 0 } = wish;
    const checked = wishOf(role, { name, permissions, networks, lifeDays });
    return this.insert(tx, { organisationId, role, regionPrefix: null }, checked, proposedBy);
  }

  /**
   * The first key of a client that was made for the principal's own organisation. MACHINE_CLIENT_NOT_FOUND also for one
   * of another organisation, whoever asks; MACHINE_CLIENT_ACTIVE.
   */
  async activate(principal: Principal, id: EntityId): Promise<IssuedKey> {
    assertPermission(principal, 'identity.manageClients');
    return this.unitOfWork.run(async (tx) => {
      const now = this.clock.now();
      const client = await this.lock(tx, ownClientScopeOf(principal), id);
      if (client.expiresAt <= now) throw clientNotFound();
      if (await this.clients.hasKeys(tx, id)) throw clientActive();
      const key = await this.issueKey(tx, client, now);
      await this.record(tx, 'identity.activateClient', id, {}, { keyExpiresAt: client.expiresAt });
      return { client, key };
    });
  }

  /**
   * A new key, shown to a member of the organisation only. The present one counts for `overlapHours` more (0–168), an
   * older one no longer: at most two at a time. MACHINE_CLIENT_NOT_FOUND also for one that was revoked, ran out or is of
   * another organisation; MACHINE_CLIENT_NOT_ACTIVE.
   */
  async rotate(principal: Principal, id: EntityId, overlapHours: number): Promise<IssuedKey> {
    assertPermission(principal, 'identity.manageClients');
    const overlapMs = checkedWholeNumber('新旧密钥并用的小时数', overlapHours, 0, MAX_OVERLAP_HOURS) * HOUR_MS;
    return this.unitOfWork.run(async (tx) => {
      const now = this.clock.now();
      const client = await this.lock(tx, ownClientScopeOf(principal), id);
      if (client.expiresAt <= now) throw clientNotFound();
      if (!(await this.clients.hasKeys(tx, id))) throw clientNotActive();
      const [present, ...older] = await this.clients.liveKeys(tx, id, now);
      for (const key of older) await this.clients.endKey(tx, key.id, now);
      const overlapUntil = new Date(now.getTime() + overlapMs);
      if (present && present.expiresAt > overlapUntil) await this.clients.endKey(tx, present.id, overlapUntil);
      const key = await this.issueKey(tx, client, now);
      await this.record(
        tx,
        'identity.rotateClientKey',
        id,
        { keyExpiresAt: present?.expiresAt ?? null },
        { keyExpiresAt: overlapUntil, ended: older.length },
      );
      return { client, key };
    });
  }

  /** Its keys are dead at once. MACHINE_CLIENT_NOT_FOUND also when it was revoked already. */
  async revoke(principal: Principal, id: EntityId): Promise<MachineClient> {
    assertPermission(principal, 'identity.revokeClients');
    return this.unitOfWork.run(async (tx) => {
      const client = await this.lock(tx, clientScopeOf(principal), id);
      const revokedAt = this.clock.now();
      await this.clients.revoke(tx, id, revokedAt);
      await this.record(tx, 'identity.revokeClient', id, { revokedAt: null }, { revokedAt });
      return { ...client, revokedAt };
    });
  }

  private async insert(tx: Transaction, place: Place, wish: ClientWish, createdBy: EntityId): Promise<EntityId> {
    const { clientName: name, permissions, networks, lifeDays } = wish;
    const expiresAt = new Date(this.clock.now().getTime() + lifeDays * DAY_MS);
    const client = { ...place, name, permissions: [...permissions], networks: [...networks], expiresAt, createdBy };
    const id = await this.clients.insert(tx, client);
    await this.record(tx, 'identity.createClient', id, {}, client);
    return id;
  }

  private async lock(tx: Transaction, scope: ClientScope, id: EntityId): Promise<MachineClient> {
    const client = await this.clients.lock(tx, scope, id);
    if (!client || client.revokedAt !== null) throw clientNotFound();
    return client;
  }

  private async issueKey(tx: Transaction, client: Pick<MachineClient, 'id' | 'expiresAt'>, now: Date): Promise<string> {
    const key = newClientKey(client.id);
    await this.clients.insertKey(tx, {
      clientId: client.id,
      secretHash: secretHash(key),
      issuedAt: now,
      expiresAt: client.expiresAt,
    });
    return key;
  }

  private record(tx: Transaction, action: string, objectId: EntityId, before: object, after: object): Promise<void> {
    return this.audit.record(tx, { action, objectType: 'MachineClient', objectId, before, after });
  }
}

/** For whom the client acts: its creator's own place, or the one a system administrator names; others may name no other. */
function placeOf(principal: Principal, { organisationId, role }: NewMachineClient): Place {
  const isAdministrator = principal.role === Role.SYSTEM_ADMINISTRATOR;
  if (!isAdministrator && organisationId && organisationId !== principal.organisationId) throw organisationNotFound();
  const place = isAdministrator
    ? { organisationId: organisationId ?? null, role: role ?? null, regionPrefix: null }
    : {
        organisationId: principal.organisationId,
        role: principal.role === 'SYSTEM' ? null : principal.role,
        regionPrefix: principal.memberRegionPrefix ?? null,
      };
  if (place.organisationId === null || place.role === null) throw organisationNotFound();
  if (!CLIENT_ROLES.includes(place.role)) throw clientRoleUnfit(place.role);
  return place as Place;
}

function wishOf(role: Role, { name, permissions, networks, lifeDays }: NewMachineClient): ClientWish {
  return {
    clientName: checkedText('名称', name, 60),
    permissions: checkedPermissions(role, permissions),
    networks: checkedNetworks(networks ?? []),
    lifeDays: checkedWholeNumber('有效天数', lifeDays, 1, MAX_DAYS),
  };
}

function checkedPermissions(role: Role, wanted: readonly string[]): string[] {
  const codes = [...new Set(wanted)].sort();
  if (codes.length === 0) throw clientPermissionsMissing();
  const fits = (code: string) => registeredPermissions().has(code) && roleHolds(role, code) && isForMachines(code);
  const unfit = codes.filter((code) => !fits(code));
  if (unfit.length > 0) throw clientPermissionsUnfit(unfit.slice(0, 10).map((code) => code.slice(0, 64)));
  return codes;
}

function checkedNetworks(wanted: readonly string[]): string[] {
  const networks = [...new Set(wanted.map((text) => text.trim()))];
  const wrong = networks.find((text) => !isNetwork(text));
  if (wrong !== undefined || networks.length > MAX_NETWORKS) throw networkMalformed(wrong ?? networks.join(' '));
  return networks;
}
