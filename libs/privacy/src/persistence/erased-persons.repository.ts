import { Injectable } from '@nestjs/common';
import { DueRows, FieldCipher, PersonIdentity, Retains, Transaction } from '@sxbq/platform';
import { DataSource, MoreThan } from 'typeorm';
import { ErasedPerson } from './erased-person.entity';
import { ConfirmedRecord } from './person-requests.repository';

const FIELD = 'erased_person.sealed';
/** Erasures read at once. */
const PAGE = 100;

/** All that an erasure takes. */
export interface ErasureSubject {
  readonly identity: PersonIdentity;
  readonly confirmed: readonly ConfirmedRecord[];
  readonly pseudonym: string;
}

export interface KeptErasure {
  readonly id: number;
  readonly requestId: number;
  readonly subject: ErasureSubject;
}

@Injectable()
export class ErasedPersonsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: FieldCipher,
  ) {}

  async keep(tx: Transaction, requestId: number, subject: ErasureSubject, erasedAt: Date): Promise<void> {
    const sealed = this.cipher.encrypt(FIELD, JSON.stringify(subject));
    await tx.insert(ErasedPerson, { requestId, sealed, erasedAt });
  }

  /** Those that ended after the moment, in the order of their ends. */
  async *endedAfter(moment: Date): AsyncGenerator<KeptErasure> {
    let after = 0;
    for (;;) {
      const rows = await this.dataSource.manager.find(ErasedPerson, {
        where: { id: MoreThan(after), erasedAt: MoreThan(moment) },
        order: { id: 'ASC' },
        take: PAGE,
      });
      for (const { id, requestId, sealed } of rows)
        yield { id, requestId, subject: JSON.parse(this.cipher.decrypt(FIELD, sealed)) as ErasureSubject };
      if (rows.length < PAGE) return;
      after = (rows.at(-1) as ErasedPerson).id;
    }
  }
}

@Retains('erased-persons')
@Injectable()
export class ErasedPersonsRetention extends DueRows {
  constructor(dataSource: DataSource) {
    super(dataSource, 'erased_person', 'erased_at');
  }
}
