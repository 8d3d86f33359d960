import { Injectable } from '@nestjs/common';
import { Principal, regionPrefixesOf, rowScopeOf } from '@sxbq/kernel';
import { FieldCipher, PersonIdentity, UnitOfWork } from '@sxbq/platform';
import { PersonRequestRow, PersonRequestsRepository } from './persistence/person-requests.repository';
import { FoundRecord, PersonalDataSources } from './personal-data-sources';
import { personBeyondRegion, requestNotFound } from './privacy.errors';

/** What all libs hold about the person of a request. */
@Injectable()
export class HeldData {
  constructor(
    private readonly sources: PersonalDataSources,
    private readonly requests: PersonRequestsRepository,
    private readonly cipher: FieldCipher,
    private readonly uow: UnitOfWork,
  ) {}

  /** Certain rows, and rows that bear the name. Empty once the person was erased. */
  async of(request: PersonRequestRow): Promise<FoundRecord[]> {
    return request.personKey === null ? [] : this.sources.find(this.identityOf(request));
  }

  /** The rows that are the person's: the certain ones and those that an officer confirmed. */
  async surelyOf(request: PersonRequestRow): Promise<FoundRecord[]> {
    const confirmed = await this.uow.run((tx) => this.requests.confirmed(tx, request.id));
    const isConfirmed = ({ source, id }: FoundRecord) =>
      confirmed.some((record) => record.source === source.source && record.recordId === id);
    return (await this.of(request)).filter((record) => record.isCertain || isConfirmed(record));
  }

  /** PERSON_BEYOND_REGION when one of the rows is of a region that the principal does not answer for. */
  async assertWithin(principal: Principal, request: PersonRequestRow): Promise<void> {
    const prefixes = regionPrefixesOf(rowScopeOf(principal)) ?? [];
    const isWithin = (region: string | null) => region === null || prefixes.some((prefix) => region.startsWith(prefix));
    const rows = await this.surelyOf(request);
    if (!rows.every(({ regionCode }) => isWithin(regionCode))) throw personBeyondRegion();
  }

  /** PERSON_REQUEST_NOT_FOUND for a request that no longer says whom it is about. */
  identityOf({ personKey, name, phone }: PersonRequestRow): PersonIdentity {
    if (personKey === null || name === null) throw requestNotFound();
    return { personKey, name, phoneIndex: phone === null ? null : this.cipher.blindIndex('phone', phone) };
  }
}
