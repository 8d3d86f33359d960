import { Injectable } from '@nestjs/common';
import { CalendarDate } from '@sxbq/kernel';
import { insertRow, SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { PlanRow } from './agreement-rows';
import { CooperationPlan } from './cooperation-plan.entity';

@Injectable()
export class PlanRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The plan of each agreement that has one. */
  async plansOf(agreementIds: readonly number[], runner?: SqlRunner): Promise<Map<number, PlanRow>> {
    const rows = (await (runner ?? this.dataSource.manager).query(
      `SELECT agreement_id AS agreementId, name, approved_on AS approvedOn
         FROM cooperation_plan WHERE agreement_id IN (?)`,
      [agreementIds],
    )) as PlanRow[];
    return new Map(rows.map((row) => [row.agreementId, row]));
  }

  async insert(tx: Transaction, agreementId: number, name: string): Promise<void> {
    await insertRow(tx, CooperationPlan, { agreementId, name });
  }

  async rename(tx: Transaction, agreementId: number, name: string): Promise<void> {
    await tx.update(CooperationPlan, { agreementId }, { name });
  }

  async approve(tx: Transaction, agreementId: number, approvedOn: CalendarDate): Promise<void> {
    await tx.update(CooperationPlan, { agreementId }, { approvedOn });
  }
}
