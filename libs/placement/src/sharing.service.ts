import { Injectable } from '@nestjs/common';
import { graduateNotFound, GraduatePlaces } from '@sxbq/graduates';
import { assertPermission } from '@sxbq/identity';
import { EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { ConsentCategory, ConsentPurpose, ConsentRecipient, ConsentsService, IdentityProof } from '@sxbq/privacy';
import { ApplicationRow, ApplicationsRepository } from './persistence/applications.repository';
import { applicationNotFound } from './placement.errors';

/** What a graduate lets the enterprise of an application have; nothing else. */
export interface Sharing {
  readonly applicationId: EntityId;
  readonly categories: readonly ConsentCategory[];
  /** The notice that the person was shown; must be in force. */
  readonly noticeId: EntityId;
}

/** The graduate's own consent, per recipient; given and withdrawn in the account, holding from the next statement on. */
@Injectable()
export class SharingService {
  constructor(
    private readonly applications: ApplicationsRepository,
    private readonly graduates: GraduatePlaces,
    private readonly consents: ConsentsService,
    private readonly uow: UnitOfWork,
  ) {}

  /** APPLICATION_NOT_FOUND for another's, CONSENT_WITHOUT_CATEGORY, PRIVACY_NOTICE_NOT_IN_FORCE. */
  async share(principal: Principal, { applicationId, categories, noticeId }: Sharing): Promise<ApplicationRow> {
    assertPermission(principal, 'placement.share');
    return this.uow.run(async (tx) => {
      const application = await this.own(tx, principal, applicationId);
      const personKey = await this.personKeyOf(tx, application);
      const given = { ...recipientOf(application), categories, noticeId, proof: IdentityProof.SIGNED_IN };
      await this.consents.give(tx, personKey, given, principal.userId);
      return application;
    });
  }

  /** Everything that the enterprise was let have for placement; nothing to end is no error. */
  async stopSharing(principal: Principal, applicationId: EntityId): Promise<ApplicationRow> {
    assertPermission(principal, 'placement.share');
    return this.uow.run(async (tx) => {
      const application = await this.own(tx, principal, applicationId);
      const personKey = await this.personKeyOf(tx, application);
      for (const { id } of await this.consents.holding(personKey, recipientOf(application))) {
        await this.consents.end(tx, personKey, id, principal.userId);
      }
      return application;
    });
  }

  private async own(tx: Transaction, principal: Principal, applicationId: EntityId): Promise<ApplicationRow> {
    const application = await this.applications.lock(tx, rowScopeOf(principal), applicationId);
    if (!application) throw applicationNotFound();
    return application;
  }

  private async personKeyOf(tx: Transaction, { graduateId }: ApplicationRow): Promise<string> {
    const personKey = await this.graduates.personKeyOf(tx, graduateId);
    if (personKey === null) throw graduateNotFound();
    return personKey;
  }
}

function recipientOf({ enterpriseId }: ApplicationRow) {
  return {
    recipient: ConsentRecipient.ENTERPRISE,
    recipientId: enterpriseId,
    purpose: ConsentPurpose.PLACEMENT,
  } as const;
}
