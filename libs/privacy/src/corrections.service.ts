import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { checkedText, EntityId, maskName, Principal } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import {
  PERSON_REQUEST_KIND_TITLES,
  PERSON_REQUEST_STATUS_TITLES,
  PersonRequestKind,
  PersonRequestStatus,
} from './domain/person-request';
import { HeldData } from './held-data.service';
import { PersonRequestsService } from './person-requests.service';
import { fieldNotCorrectable, recordNotFound, requestNotOpen, requestOfOtherKind } from './privacy.errors';

export interface Correction {
  readonly requestId: EntityId;
  /** '<lib>.<rows>'. */
  readonly source: string;
  readonly recordId: EntityId;
  readonly field: string;
  /** At most 60 characters. */
  readonly value: string;
}

/** Corrects what is held about a person, under a granted request (个人信息保护法 第四十六条). */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly requests: PersonRequestsService,
    private readonly held: HeldData,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** PERSONAL_RECORD_NOT_FOUND, FIELD_NOT_CORRECTABLE; the audit keeps both values masked. */
  async correct(principal: Principal, correction: Correction): Promise<void> {
    assertPermission(principal, 'privacy.correct');
    const { requestId, source, recordId, field } = correction;
    const request = await this.requests.get(principal, requestId);
    if (request.kind !== PersonRequestKind.CORRECTION)
      throw requestOfOtherKind(PERSON_REQUEST_KIND_TITLES[PersonRequestKind.CORRECTION]);
    if (request.status !== PersonRequestStatus.GRANTED)
      throw requestNotOpen(PERSON_REQUEST_STATUS_TITLES[request.status]);
    const rows = await this.held.surelyOf(request);
    const row = rows.find((found) => found.source.source === source && found.id === recordId);
    if (!row) throw recordNotFound();
    await this.held.assertWithin(principal, request);
    const title = row.source.correctable[field];
    if (title === undefined) throw fieldNotCorrectable(Object.values(row.source.correctable));
    const value = checkedText(title, correction.value, 60);
    await this.uow.run(async (tx) => {
      const old = await row.source.correct(tx, recordId, field, value);
      if (old === null) throw recordNotFound();
      await this.audit.record(tx, {
        action: 'privacy.correct',
        objectType: 'PersonRequest',
        objectId: requestId,
        details: { source, recordId, corrected: field, from: maskName(old), to: maskName(value) },
      });
    });
  }
}
