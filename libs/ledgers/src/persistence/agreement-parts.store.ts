import { AgreementEventKind } from '@sxbq/agreements/vocabulary';
import type { EntityId } from '@sxbq/kernel';
import type { Transaction } from '@sxbq/platform';
import type { PreparedRow } from '../domain/prepared-row';
import { SheetParts, withNews, WrittenRow } from './sheet-parts';
import { importedStatus } from './tables/agreement.tables';
import type { WriteContext } from './tables';

/** What an agreement's row says beyond the agreement's own columns. */
export interface AgreementParts {
  /** Covered school majors, ascending. */
  readonly majorIds: readonly EntityId[];
  readonly planName: string | null;
  readonly planApprovedOn: string | null;
}

type WrittenAgreement = WrittenRow<AgreementParts>;

function partsOf(row: PreparedRow): AgreementParts {
  const majorIds = [...((row.ids['majorCodes'] as readonly number[] | undefined) ?? [])].sort((a, b) => a - b);
  const { planName, planApprovedOn } = row.values;
  return { majorIds, planName: planName as string | null, planApprovedOn: planApprovedOn as string | null };
}

/** The sheet's fields whose parts differ. */
function changedParts(before: AgreementParts, after: AgreementParts): string[] {
  return [
    ...(before.majorIds.join() === after.majorIds.join() ? [] : ['majorCodes']),
    ...(before.planName === after.planName ? [] : ['planName']),
    ...(before.planApprovedOn === after.planApprovedOn ? [] : ['planApprovedOn']),
  ];
}

/** Covered majors, plan and history of imported agreements. */
export class AgreementPartsStore implements SheetParts<AgreementParts> {
  async load(tx: Transaction, agreementIds: readonly EntityId[]): Promise<Map<EntityId, AgreementParts>> {
    if (agreementIds.length === 0) return new Map();
    const [majors, plans] = [
      (await tx.query(
        'SELECT agreement_id AS id, school_major_id AS majorId FROM agreement_major WHERE agreement_id IN (?) ORDER BY school_major_id',
        [agreementIds],
      )) as { id: EntityId; majorId: EntityId }[],
      (await tx.query(
        'SELECT agreement_id AS id, name, approved_on AS approvedOn FROM cooperation_plan WHERE agreement_id IN (?)',
        [agreementIds],
      )) as { id: EntityId; name: string | null; approvedOn: string | null }[],
    ];
    const majorIds = new Map<EntityId, EntityId[]>();
    for (const { id, majorId } of majors) majorIds.set(id, [...(majorIds.get(id) ?? []), majorId]);
    const planOf = new Map(plans.map((plan) => [plan.id, plan]));
    return new Map(
      agreementIds.map((id) => {
        const plan = planOf.get(id);
        return [
          id,
          { majorIds: majorIds.get(id) ?? [], planName: plan?.name ?? null, planApprovedOn: plan?.approvedOn ?? null },
        ];
      }),
    );
  }

  changesOf(row: PreparedRow, stored: AgreementParts): string[] {
    return changedParts(stored, partsOf(row));
  }

  /** Brings majors and plans of written agreements up to their rows, and records the step in each one's history. */
  async write(tx: Transaction, written: readonly WrittenAgreement[], context: WriteContext): Promise<void> {
    if (written.length === 0) return;
    await this.writeMajors(tx, written);
    await this.writePlans(tx, written);
    await this.writeEvents(tx, written, context);
  }

  private async writeMajors(tx: Transaction, written: readonly WrittenAgreement[]): Promise<void> {
    const changed = withNews(written, ['majorCodes']);
    const replaced = changed.filter(({ before }) => (before?.parts.majorIds.length ?? 0) > 0);
    if (replaced.length > 0)
      await tx.query('DELETE FROM agreement_major WHERE agreement_id IN (?)', [replaced.map(({ id }) => id)]);
    const rows = changed.flatMap((agreement) =>
      partsOf(agreement.row).majorIds.map((majorId) => [agreement.id, majorId]),
    );
    if (rows.length > 0) await tx.query('INSERT INTO agreement_major (agreement_id, school_major_id) VALUES ?', [rows]);
  }

  private async writePlans(tx: Transaction, written: readonly WrittenAgreement[]): Promise<void> {
    const changed = withNews(written, ['planName', 'planApprovedOn']);
    const gone = changed.filter(({ row, before }) => before !== null && isEmptyPlan(partsOf(row)));
    if (gone.length > 0)
      await tx.query('DELETE FROM cooperation_plan WHERE agreement_id IN (?)', [gone.map(({ id }) => id)]);
    const rows = changed
      .filter(({ row }) => !isEmptyPlan(partsOf(row)))
      .map((agreement) => {
        const { planName, planApprovedOn } = partsOf(agreement.row);
        return [agreement.id, planName, planApprovedOn];
      });
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO cooperation_plan (agreement_id, name, approved_on) VALUES ?
       ON DUPLICATE KEY UPDATE name = VALUES(name), approved_on = VALUES(approved_on)`,
      [rows],
    );
  }

  private async writeEvents(
    tx: Transaction,
    written: readonly WrittenAgreement[],
    { now, actorId }: WriteContext,
  ): Promise<void> {
    const rows = written.map((agreement) => {
      const { row, before, changed } = agreement;
      const diff = before === null ? null : JSON.stringify({ changed });
      return [
        agreement.id,
        AgreementEventKind.IMPORTED,
        before?.stored['status'] ?? null,
        importedStatus(row, before?.stored ?? null),
        actorId,
        now,
        diff,
      ];
    });
    await tx.query(
      'INSERT INTO agreement_event (agreement_id, kind, from_status, to_status, actor_id, occurred_at, diff) VALUES ?',
      [rows],
    );
  }
}

function isEmptyPlan({ planName, planApprovedOn }: AgreementParts): boolean {
  return planName === null && planApprovedOn === null;
}
