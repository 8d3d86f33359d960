import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  checkedOptionalText,
  checkedPhone,
  checkedText,
  Clock,
  EntityId,
  isCitizenIdNumber,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import { FieldCipher, Outbox, Transaction, UnitOfWork } from '@sxbq/platform';
import { randomBytes } from 'node:crypto';
import {
  IdentityProof,
  mayBecome,
  PERSON_REQUEST_STATUS_TITLES,
  PersonRequestKind,
  PersonRequestStatus,
  RefusalGround,
} from './domain/person-request';
import { dueOn } from './domain/request-deadline';
import { HeldData } from './held-data.service';
import { ERASURE_GRANTED, ErasePerson } from './jobs/privacy.queue';
import {
  ConfirmedRecord,
  PersonRequestFilter,
  PersonRequestRow,
  PersonRequestsRepository,
} from './persistence/person-requests.repository';
import {
  idNumberInvalid,
  recordNotFound,
  refusalGroundMissing,
  requestNotFound,
  requestNotOpen,
} from './privacy.errors';

export interface NewPersonRequest {
  readonly kind: PersonRequestKind;
  /** In clear; kept sealed with the person's secret, as are name and phone. */
  readonly idNumber: string;
  readonly name: string;
  readonly phone?: string | null;
  readonly proof: IdentityProof;
}

/** A row that is, or may be, about the person of a request. */
export interface HeldRecord extends ConfirmedRecord {
  readonly title: string;
  readonly isCertain: boolean;
  readonly regionCode: string | null;
  /** Fields that may be corrected. */
  readonly correctable: string[];
}

export interface Decision {
  readonly requestId: EntityId;
  readonly grant: boolean;
  /** What the person is told; needed with a refusal. */
  readonly reason?: string | null;
  readonly ground?: RefusalGround | null;
}

/** Requests of persons about their own data: received, decided, carried out (个人信息保护法 第四章). */
@Injectable()
export class PersonRequestsService {
  constructor(
    private readonly requests: PersonRequestsRepository,
    private readonly held: HeldData,
    private readonly cipher: FieldCipher,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** ID_NUMBER_INVALID; the answer's deadline comes from data/request-deadlines.json. */
  async receive(principal: Principal, given: NewPersonRequest): Promise<PersonRequestRow> {
    assertPermission(principal, 'privacy.receiveRequests');
    const idNumber = given.idNumber.trim().toUpperCase();
    if (!isCitizenIdNumber(idNumber)) throw idNumberInvalid();
    const subject = {
      idNumber,
      name: checkedText('姓名', given.name, 60),
      phone: given.phone?.trim() ? checkedPhone(given.phone) : null,
    };
    const { kind, proof } = given;
    const id = await this.uow.run(async (tx) => {
      const request = {
        kind,
        proof,
        personKey: this.cipher.blindIndex('id-number', idNumber),
        regionPrefix: principal.regionPrefix,
        receivedAt: this.clock.now(),
        receivedBy: principal.userId,
        dueOn: dueOn(kind, this.clock.today()),
      };
      const created = await this.requests.insert(tx, request, subject);
      await this.record(tx, 'privacy.receiveRequest', created, { kind, proof, dueOn: request.dueOn });
      return created;
    });
    return this.get(principal, id);
  }

  list(principal: Principal, filter: PersonRequestFilter, page: PageRequest): Promise<Page<PersonRequestRow>> {
    assertPermission(principal, 'privacy.readRequests');
    return this.requests.list(rowScopeOf(principal), filter, page);
  }

  /** PERSON_REQUEST_NOT_FOUND also when it is another bureau's. */
  async get(principal: Principal, id: EntityId): Promise<PersonRequestRow> {
    assertPermission(principal, 'privacy.readRequests');
    const request = await this.requests.find(rowScopeOf(principal), id);
    if (!request) throw requestNotFound();
    return request;
  }

  /** Where the person is found, without what is held there; the copy gives that. */
  async heldRecords(principal: Principal, id: EntityId): Promise<HeldRecord[]> {
    const found = await this.held.of(await this.get(principal, id));
    return found.map(({ source, id: recordId, isCertain, regionCode }) => ({
      source: source.source,
      title: source.title,
      recordId,
      isCertain,
      regionCode,
      correctable: Object.keys(source.correctable),
    }));
  }

  /** Says which rows that bear the person's name are the person's; the whole list each time. */
  async confirmRecords(
    principal: Principal,
    id: EntityId,
    records: readonly ConfirmedRecord[],
  ): Promise<PersonRequestRow> {
    assertPermission(principal, 'privacy.decideRequests');
    const found = await this.held.of(await this.get(principal, id));
    const isHeld = ({ source, recordId }: ConfirmedRecord) =>
      found.some((record) => record.source.source === source && record.id === recordId && !record.isCertain);
    if (!records.every(isHeld)) throw recordNotFound();
    await this.uow.run(async (tx) => {
      const request = await this.locked(tx, principal, id);
      if (request.status !== PersonRequestStatus.RECEIVED) throw notOpen(request);
      await this.requests.confirm(tx, id, records, principal.userId);
      await this.record(tx, 'privacy.confirmRecords', id, { records: records.length });
    });
    return this.get(principal, id);
  }

  /** PERSON_BEYOND_REGION when an erasure would reach rows of a region the officer does not answer for. */
  async decide(principal: Principal, { requestId, grant, ground, reason }: Decision): Promise<PersonRequestRow> {
    assertPermission(principal, 'privacy.decideRequests');
    const told = checkedOptionalText('理由', reason, 255);
    if (!grant && (!ground || !told)) throw refusalGroundMissing();
    const read = await this.get(principal, requestId);
    const isErasure = grant && read.kind === PersonRequestKind.ERASURE;
    if (isErasure) await this.held.assertWithin(principal, read);
    const status = grant ? PersonRequestStatus.GRANTED : PersonRequestStatus.REFUSED;
    await this.uow.run(async (tx) => {
      const request = await this.locked(tx, principal, requestId);
      if (!mayBecome(request.status, status)) throw notOpen(request);
      const now = this.clock.now();
      await this.requests.change(tx, requestId, {
        status,
        reason: told,
        ground: grant ? null : (ground ?? null),
        decidedAt: now,
        decidedBy: principal.userId,
        deciderMembershipId: principal.membershipId ?? null,
        pseudonym: isErasure ? randomBytes(32).toString('base64url') : null,
        finishedAt: grant ? null : now,
      });
      await this.record(tx, 'privacy.decideRequest', requestId, { kind: request.kind, status, ground: ground ?? null });
      if (isErasure) await this.outbox.append(tx, ERASURE_GRANTED, { requestId } satisfies ErasePerson);
    });
    return this.get(principal, requestId);
  }

  /** A granted request, other than an erasure, was carried out. */
  async finish(principal: Principal, id: EntityId): Promise<PersonRequestRow> {
    assertPermission(principal, 'privacy.decideRequests');
    await this.uow.run(async (tx) => {
      const request = await this.locked(tx, principal, id);
      const isCarriedOut =
        request.kind !== PersonRequestKind.ERASURE && mayBecome(request.status, PersonRequestStatus.DONE);
      if (!isCarriedOut) throw notOpen(request);
      await this.requests.change(tx, id, { status: PersonRequestStatus.DONE, finishedAt: this.clock.now() });
      await this.record(tx, 'privacy.finishRequest', id, { kind: request.kind });
    });
    return this.get(principal, id);
  }

  private async locked(tx: Transaction, principal: Principal, id: EntityId): Promise<PersonRequestRow> {
    const request = await this.requests.lock(tx, rowScopeOf(principal), id);
    if (!request) throw requestNotFound();
    return request;
  }

  private record(tx: Transaction, action: string, objectId: EntityId, details: object): Promise<void> {
    return this.audit.record(tx, { action, objectType: 'PersonRequest', objectId, details });
  }
}

const notOpen = ({ status }: PersonRequestRow) => requestNotOpen(PERSON_REQUEST_STATUS_TITLES[status]);
