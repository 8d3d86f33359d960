import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { holdsPermission, IdentitiesService } from '@sxbq/identity';
import { Clock, EntityId, RowScope } from '@sxbq/kernel';
import { PersonalDataSource, PersonCipher, PersonErasure, Transaction, UnitOfWork } from '@sxbq/platform';
import { PersonRequestKind, PersonRequestStatus } from './domain/person-request';
import { HeldData } from './held-data.service';
import { ConfirmedRecord, PersonRequestRow, PersonRequestsRepository } from './persistence/person-requests.repository';
import { ErasedPersonsRepository, ErasureSubject } from './persistence/erased-persons.repository';
import { ConsentsRepository } from './persistence/consents.repository';
import { PersonalDataSources } from './personal-data-sources';
import { erasureWithoutRight } from './privacy.errors';

const EVERYWHERE: RowScope = { kind: 'REGION', prefix: '' };

/**
 * Erases a person: every source's rows lose what says who it was, one random pseudonym takes the person key's place, and
 * the person's secret is deleted, which makes every other copy of the sealed values unreadable. One durable run: each
 * source and the end are transactions of their own, done once however often the run is begun again.
 */
@Injectable()
export class ErasureService {
  constructor(
    private readonly requests: PersonRequestsRepository,
    private readonly held: HeldData,
    private readonly sources: PersonalDataSources,
    private readonly consents: ConsentsRepository,
    private readonly erased: ErasedPersonsRepository,
    private readonly persons: PersonCipher,
    private readonly identities: IdentitiesService,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Ids of granted erasures that have not ended. */
  unfinished(): Promise<number[]> {
    return this.requests.unfinishedErasures();
  }

  /** Carries a granted erasure to its end; does nothing for one that has ended. */
  async proceed(requestId: EntityId): Promise<void> {
    const request = await this.requests.find(EVERYWHERE, requestId);
    if (!request || !isRunning(request)) return;
    await this.assertStillAllowed(request);
    for (const source of this.sources.all()) {
      await this.uow.run((tx) => this.eraseIn(tx, source, requestId));
    }
    await this.uow.run((tx) => this.end(tx, requestId));
  }

  /**
   * After a restore: does every erasure again that ended after the moment the backup is of; the number of those that found
   * something. Earlier ones are in the backup, and whoever came back since would lose what they brought. Running it
   * again changes nothing more.
   */
  async eraseAgain(backupOf: Date): Promise<number> {
    let found = 0;
    for await (const { requestId, subject } of this.erased.endedAfter(backupOf)) {
      if (await this.uow.run((tx) => this.repeat(tx, requestId, subject))) found++;
    }
    return found;
  }

  private async repeat(tx: Transaction, requestId: EntityId, subject: ErasureSubject): Promise<boolean> {
    const { personKey } = subject.identity;
    await this.persons.lock(tx, personKey);
    const erased: Record<string, number> = {};
    for (const source of this.sources.all()) {
      const rows = await source.erase(tx, erasureOf(subject, source));
      if (rows > 0) erased[source.source] = rows;
    }
    const consents = await this.consents.endAll(tx, personKey, subject.pseudonym, this.clock.now());
    if (consents > 0) erased['privacy.consent'] = consents;
    await this.requests.closeErasures(tx, personKey, this.clock.now());
    await this.requests.forget(tx, personKey, requestId);
    const isShredded = await this.persons.shred(tx, personKey);
    if (!isShredded && Object.keys(erased).length === 0) return false;
    await this.audit.record(tx, {
      action: 'privacy.eraseAgain',
      objectType: 'PersonRequest',
      objectId: requestId,
      details: { erased },
    });
    return true;
  }

  private async eraseIn(tx: Transaction, source: PersonalDataSource, requestId: EntityId): Promise<void> {
    const request = await this.requests.lock(tx, EVERYWHERE, requestId);
    if (!request || !isRunning(request)) return;
    if ((await this.requests.steps(tx, requestId)).has(source.source)) return;
    const subject = this.subjectOf(request, await this.requests.confirmed(tx, requestId));
    const rows = await source.erase(tx, erasureOf(subject, source));
    await this.requests.addStep(tx, requestId, source.source, rows);
  }

  /** Nobody writes with the person's secret any more once it is locked: what came in meanwhile is erased, then it goes. */
  private async end(tx: Transaction, requestId: EntityId): Promise<void> {
    const request = await this.requests.lock(tx, EVERYWHERE, requestId);
    if (!request || !isRunning(request)) return;
    const subject = this.subjectOf(request, await this.requests.confirmed(tx, requestId));
    const { personKey } = subject.identity;
    await this.persons.lock(tx, personKey);
    const erased: Record<string, number> = {};
    const steps = await this.requests.steps(tx, requestId);
    for (const source of this.sources.all()) {
      const more = await source.erase(tx, erasureOf(subject, source));
      erased[source.source] = (steps.get(source.source) ?? 0) + more;
    }
    const now = this.clock.now();
    erased['privacy.consent'] = await this.consents.endAll(tx, personKey, subject.pseudonym, now);
    await this.erased.keep(tx, requestId, subject, now);
    await this.requests.change(tx, requestId, { status: PersonRequestStatus.DONE, finishedAt: now });
    await this.requests.forget(tx, personKey, requestId);
    await this.persons.shred(tx, personKey);
    await this.audit.record(tx, {
      action: 'privacy.erase',
      objectType: 'PersonRequest',
      objectId: requestId,
      details: { erased },
    });
  }

  private subjectOf(request: PersonRequestRow, confirmed: readonly ConfirmedRecord[]): ErasureSubject {
    return { identity: this.held.identityOf(request), confirmed, pseudonym: request.pseudonym as string };
  }

  /** The officer who granted it must still be one (assurance A7). */
  private async assertStillAllowed({ deciderMembershipId }: PersonRequestRow): Promise<void> {
    if (deciderMembershipId === null) return;
    const officer = await this.identities.principalOf(deciderMembershipId);
    if (!officer || !holdsPermission(officer, 'privacy.decideRequests')) throw erasureWithoutRight();
  }
}

function erasureOf({ identity, confirmed, pseudonym }: ErasureSubject, { source }: PersonalDataSource): PersonErasure {
  const confirmedIds = confirmed.filter((record) => record.source === source).map(({ recordId }) => recordId);
  return { identity, confirmedIds, pseudonym };
}

function isRunning({ kind, status, personKey, pseudonym }: PersonRequestRow): boolean {
  return (
    kind === PersonRequestKind.ERASURE &&
    status === PersonRequestStatus.GRANTED &&
    personKey !== null &&
    pseudonym !== null
  );
}
