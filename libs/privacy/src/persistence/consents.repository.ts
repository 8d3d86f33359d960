import { Injectable } from '@nestjs/common';
import { insertRow, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { ConsentCategory, ConsentPurpose, ConsentRecipient } from '../domain/consent';
import { IdentityProof } from '../domain/person-request';
import { Consent } from './consent.entity';

export interface ConsentRow {
  readonly id: number;
  readonly recipient: ConsentRecipient;
  readonly recipientId: number;
  readonly purpose: ConsentPurpose;
  readonly categories: readonly ConsentCategory[];
  readonly noticeId: number;
  readonly noticeTitle: string;
  readonly noticeVersion: number;
  readonly proof: IdentityProof;
  readonly givenAt: Date;
  readonly withdrawnAt: Date | null;
}

type StoredConsent = Omit<ConsentRow, 'categories'> & { readonly categories: string };

const SELECT = `SELECT c.id, c.recipient, c.recipient_id AS recipientId, c.purpose, c.categories, c.notice_id AS noticeId,
    n.title AS noticeTitle, n.version AS noticeVersion, c.proof, c.given_at AS givenAt, c.withdrawn_at AS withdrawnAt
  FROM consent c JOIN privacy_notice n ON n.id = c.notice_id`;

@Injectable()
export class ConsentsRepository {
  constructor(private readonly dataSource: DataSource) {}

  insert(tx: Transaction, consent: Omit<Consent, 'id' | 'withdrawnAt' | 'withdrawnBy'>): Promise<number> {
    return insertRow(tx, Consent, consent);
  }

  /** Newest first; withdrawn ones included. */
  ofPerson(personKey: string): Promise<ConsentRow[]> {
    return this.select('c.person_key = ? ORDER BY c.id DESC', [personKey]);
  }

  /** What the person lets a recipient have for a purpose and has not withdrawn, newest first. */
  holding(
    personKey: string,
    { recipient, recipientId, purpose }: Pick<ConsentRow, 'recipient' | 'recipientId' | 'purpose'>,
  ): Promise<ConsentRow[]> {
    return this.select(
      `c.person_key = ? AND c.recipient = ? AND c.recipient_id = ? AND c.purpose = ? AND c.withdrawn_at IS NULL
       ORDER BY c.id DESC`,
      [personKey, recipient, recipientId, purpose],
    );
  }

  private async select(where: string, params: unknown[]): Promise<ConsentRow[]> {
    const rows = (await this.dataSource.query(`${SELECT} WHERE ${where}`, params)) as StoredConsent[];
    return rows.map(({ categories, ...row }) => ({ ...row, categories: categories.split(',') as ConsentCategory[] }));
  }

  /** False when there is no such consent of the person that still holds. */
  async withdraw(tx: Transaction, personKey: string, id: number, at: Date, by: number | null): Promise<boolean> {
    const result = (await tx.query(
      'UPDATE consent SET withdrawn_at = ?, withdrawn_by = ? WHERE id = ? AND person_key = ? AND withdrawn_at IS NULL',
      [at, by, id, personKey],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }

  /** Ends what holds, and lets no row say whose it was. */
  async endAll(tx: Transaction, personKey: string, pseudonym: string, at: Date): Promise<number> {
    const result = (await tx.query(
      'UPDATE consent SET withdrawn_at = COALESCE(withdrawn_at, ?), person_key = ? WHERE person_key = ?',
      [at, pseudonym, personKey],
    )) as { affectedRows: number };
    return result.affectedRows;
  }
}
