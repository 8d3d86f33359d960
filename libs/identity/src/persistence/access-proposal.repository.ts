import { Injectable } from '@nestjs/common';
import { EntityId, Page, PageRequest, Role } from '@sxbq/kernel';
import { allOf, condition, equals, insertRow, listPage, SqlCondition, Transaction } from '@sxbq/platform';
import { DataSource, In } from 'typeorm';
import { AccessProposalKind, AccessProposalState } from '../domain/access-proposal';
import { AccessProposal } from './access-proposal.entity';

export interface AccessProposalFilter {
  readonly kind?: AccessProposalKind | null;
  readonly state?: AccessProposalState | null;
}

type NewAccessProposal = Omit<
  AccessProposal,
  'id' | 'confirmedBy' | 'confirmedAs' | 'confirmedAt' | 'withdrawnBy' | 'withdrawnAt' | 'outcomeId'
>;

interface Confirmation {
  readonly confirmedBy: EntityId;
  readonly confirmedAs: Role;
  readonly confirmedAt: Date;
  readonly outcomeId: EntityId | null;
}

/** Parameter: now. */
const OPEN = 'p.confirmed_at IS NULL AND p.withdrawn_at IS NULL AND p.expires_at > ?';

/** Who proposed may still act as what they were. */
const PROPOSER_ACTS = `EXISTS (
  SELECT 1 FROM membership pm JOIN \`user\` pu ON pu.id = pm.user_id JOIN organisation po ON po.id = pm.organisation_id
   WHERE pm.user_id = p.proposed_by AND pm.role = p.proposed_as AND pm.ended_at IS NULL
     AND pu.disabled_at IS NULL AND po.disabled_at IS NULL)`;

/** What waits, or waited, for a second administrator. */
@Injectable()
export class AccessProposalRepository {
  constructor(private readonly dataSource: DataSource) {}

  insert(tx: Transaction, proposal: NewAccessProposal): Promise<EntityId> {
    return insertRow(tx, AccessProposal, proposal);
  }

  async find(tx: Transaction, id: EntityId): Promise<AccessProposal | null> {
    return tx.findOne(AccessProposal, { where: { id } });
  }

  /** Newest first. */
  async list(filter: AccessProposalFilter, now: Date, page: PageRequest): Promise<Page<AccessProposal>> {
    const query = {
      columns: { sql: 'p.id', params: [] },
      from: { sql: 'access_proposal p', params: [] },
      where: allOf(
        filter.kind ? equals('p.kind', filter.kind) : null,
        filter.state ? inState(filter.state, now) : null,
      ),
      orderBy: 'p.id DESC',
    };
    const { items, total } = await listPage<{ id: EntityId }>(this.dataSource, query, page);
    const where = { id: In(items.map(({ id }) => id)) };
    return { items: await this.dataSource.manager.find(AccessProposal, { where, order: { id: 'DESC' } }), total };
  }

  /** The proposal while it may be confirmed, locked until the transaction ends. */
  async lockOpen(tx: Transaction, id: EntityId, now: Date): Promise<AccessProposal | null> {
    const [row] = (await tx.query(
      `SELECT p.id FROM access_proposal p WHERE p.id = ? AND ${OPEN} AND ${PROPOSER_ACTS} FOR UPDATE`,
      [id, now],
    )) as { id: EntityId }[];
    return row ? this.find(tx, id) : null;
  }

  async confirm(tx: Transaction, id: EntityId, confirmation: Confirmation): Promise<void> {
    await tx.update(AccessProposal, { id }, confirmation);
  }

  /** False when it was not open any more. */
  async withdraw(tx: Transaction, id: EntityId, withdrawnBy: EntityId, now: Date): Promise<boolean> {
    const result = (await tx.query(
      `UPDATE access_proposal p SET p.withdrawn_by = ?, p.withdrawn_at = ? WHERE p.id = ? AND ${OPEN}`,
      [withdrawnBy, now, id, now],
    )) as { affectedRows: number };
    return result.affectedRows === 1;
  }
}

function inState(state: AccessProposalState, now: Date): SqlCondition {
  switch (state) {
    case AccessProposalState.OPEN:
      return condition(OPEN, [now]);
    case AccessProposalState.CONFIRMED:
      return condition('p.confirmed_at IS NOT NULL');
    case AccessProposalState.WITHDRAWN:
      return condition('p.withdrawn_at IS NOT NULL');
    case AccessProposalState.EXPIRED:
      return condition('p.confirmed_at IS NULL AND p.withdrawn_at IS NULL AND p.expires_at <= ?', [now]);
  }
}
