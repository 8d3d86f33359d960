import { Injectable } from '@nestjs/common';
import { Page, PageRequest } from '@sxbq/kernel';
import { condition, groupedPages, insertRow, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { AgreementEventKind } from '../domain/agreement-event-kind';
import { AgreementEvent } from './agreement-event.entity';
import { AgreementDiff, AgreementEventRow } from './agreement-rows';

type RawEvent = Omit<AgreementEventRow, 'diff'> & { readonly diff: string | object | null };

@Injectable()
export class AgreementEventRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Transaction, event: Omit<AgreementEventRow, 'id'>): Promise<void> {
    await insertRow(tx, AgreementEvent, event as never);
  }

  /** Pages of each agreement's steps, latest first. */
  async pages(agreementIds: readonly number[], page: PageRequest): Promise<Map<number, Page<AgreementEventRow>>> {
    const pages = await groupedPages<RawEvent>(
      this.dataSource.manager,
      {
        columns: {
          sql: `v.id, v.agreement_id AS agreementId, v.kind, v.from_status AS fromStatus, v.to_status AS toStatus,
                v.actor_id AS actorId, v.occurred_at AS occurredAt, v.diff`,
          params: [],
        },
        from: { sql: 'agreement_event v', params: [] },
        where: condition('TRUE'),
        orderBy: 'v.occurred_at DESC, v.id DESC',
        groupBy: 'v.agreement_id',
      },
      agreementIds,
      page,
    );
    return new Map([...pages].map(([id, { items, total }]) => [id, { items: items.map(eventRow), total }]));
  }

  /** The latest step among `kinds`; null when there is none. */
  async latest(
    tx: Transaction,
    agreementId: number,
    kinds: readonly AgreementEventKind[],
  ): Promise<AgreementEventKind | null> {
    const [row] = (await tx.query(
      'SELECT kind FROM agreement_event WHERE agreement_id = ? AND kind IN (?) ORDER BY id DESC LIMIT 1',
      [agreementId, kinds],
    )) as { kind: AgreementEventKind }[];
    return row?.kind ?? null;
  }
}

/** MariaDB gives JSON as text, MySQL as an object. */
function eventRow(raw: RawEvent): AgreementEventRow {
  const diff = typeof raw.diff === 'string' ? (JSON.parse(raw.diff) as object) : raw.diff;
  return { ...raw, diff: diff as AgreementDiff | null };
}
