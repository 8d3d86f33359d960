import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, isCitizenIdNumber, Principal } from '@sxbq/kernel';
import { FieldCipher, Transaction, UnitOfWork } from '@sxbq/platform';
import { ConsentCategory, ConsentPurpose, ConsentRecipient } from './domain/consent';
import { IdentityProof } from './domain/person-request';
import { ConsentRow, ConsentsRepository } from './persistence/consents.repository';
import { NoticesRepository } from './persistence/notices.repository';
import {
  consentNotFound,
  consentWithoutCategory,
  idNumberInvalid,
  noticeNotFound,
  noticeNotInForce,
} from './privacy.errors';

export interface NewConsent {
  readonly recipient: ConsentRecipient;
  /** The enterprise's or school's id; 0 for the bureaus. */
  readonly recipientId: EntityId;
  readonly purpose: ConsentPurpose;
  readonly categories: readonly ConsentCategory[];
  readonly noticeId: EntityId;
  readonly proof: IdentityProof;
}

/** Consents of persons, by recipient and purpose; a withdrawal works at once, since readers join it in SQL (hasConsent). */
@Injectable()
export class ConsentsService {
  constructor(
    private readonly consents: ConsentsRepository,
    private readonly notices: NoticesRepository,
    private readonly cipher: FieldCipher,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Newest first; that somebody looked is audited, since whoever knows a number could ask about anybody. ID_NUMBER_INVALID. */
  async ofPerson(principal: Principal, idNumber: string): Promise<ConsentRow[]> {
    assertPermission(principal, 'privacy.readConsents');
    const found = await this.consents.ofPerson(this.personKeyOf(idNumber));
    const details = { found: found.map(({ id }) => id) };
    await this.uow.run((tx) =>
      this.audit.record(tx, { action: 'privacy.readConsents', objectType: 'Consent', details }),
    );
    return found;
  }

  /** Takes a consent down for a person who is not signed in. PRIVACY_NOTICE_NOT_IN_FORCE, CONSENT_WITHOUT_CATEGORY. */
  async record(principal: Principal, idNumber: string, given: NewConsent): Promise<ConsentRow[]> {
    assertPermission(principal, 'privacy.recordConsents');
    const personKey = this.personKeyOf(idNumber);
    await this.uow.run((tx) => this.give(tx, personKey, given, principal.userId));
    return this.consents.ofPerson(personKey);
  }

  /** CONSENT_NOT_FOUND when it is not this person's, or was withdrawn before. */
  async withdraw(principal: Principal, idNumber: string, id: EntityId): Promise<ConsentRow[]> {
    assertPermission(principal, 'privacy.recordConsents');
    const personKey = this.personKeyOf(idNumber);
    await this.uow.run((tx) => this.end(tx, personKey, id, principal.userId));
    return this.consents.ofPerson(personKey);
  }

  /** For libs that know the person by key: the person's own consent, in the caller's transaction. */
  async give(tx: Transaction, personKey: string, given: NewConsent, givenBy: EntityId | null): Promise<EntityId> {
    if (given.categories.length === 0) throw consentWithoutCategory();
    const notice = await this.notices.byId(given.noticeId);
    if (!notice) throw noticeNotFound();
    const inForce = await this.notices.inForce(notice.code, this.clock.today());
    if (inForce?.id !== notice.id) throw noticeNotInForce();
    const categories = [...new Set(given.categories)];
    const id = await this.consents.insert(tx, { ...given, categories, personKey, givenBy, givenAt: this.clock.now() });
    const { recipient, recipientId, purpose, noticeId, proof } = given;
    await this.audit.record(tx, {
      action: 'privacy.giveConsent',
      objectType: 'Consent',
      objectId: id,
      details: { recipient, recipientId, purpose, categories, noticeId, proof },
    });
    return id;
  }

  /** The counterpart of `give`. */
  async end(tx: Transaction, personKey: string, id: EntityId, endedBy: EntityId | null): Promise<void> {
    if (!(await this.consents.withdraw(tx, personKey, id, this.clock.now(), endedBy))) throw consentNotFound();
    await this.audit.record(tx, { action: 'privacy.withdrawConsent', objectType: 'Consent', objectId: id });
  }

  /** For libs that know the person by key: what the person lets this recipient have for this purpose. */
  holding(personKey: string, to: Pick<NewConsent, 'recipient' | 'recipientId' | 'purpose'>): Promise<ConsentRow[]> {
    return this.consents.holding(personKey, to);
  }

  private personKeyOf(written: string): string {
    const idNumber = written.trim().toUpperCase();
    if (!isCitizenIdNumber(idNumber)) throw idNumberInvalid();
    return this.cipher.blindIndex('id-number', idNumber);
  }
}
