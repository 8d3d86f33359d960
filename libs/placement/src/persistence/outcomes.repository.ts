import { Injectable } from '@nestjs/common';
import { CalendarDate } from '@sxbq/kernel';
import { SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { PlacementFigures } from '../domain/placement-figures';
import { PlacementOutcome } from './placement-outcome.entity';

export type OutcomeRow = Omit<PlacementOutcome, 'recordedBy'>;

const COLUMNS = `o.application_id AS applicationId, o.placed_on AS placedOn, o.contract_kind AS contractKind,
  o.contract_number AS contractNumber, o.insured_from AS insuredFrom, o.related_to_major AS relatedToMajor,
  o.related_basis AS relatedBasis, o.retained,
  o.checked_on AS checkedOn`;

type StoredOutcome = Omit<OutcomeRow, 'relatedToMajor' | 'retained'> & {
  readonly relatedToMajor: number | boolean;
  readonly retained: number | boolean | null;
};

@Injectable()
export class OutcomesRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Transaction, outcome: PlacementOutcome): Promise<void> {
    await tx.insert(PlacementOutcome, outcome);
  }

  /** Whether an official teaching standard of the graduate's major names the posting's occupation. */
  async isOfficiallyLinked(tx: Transaction, applicationId: number): Promise<boolean> {
    const rows = (await tx.query(
      `SELECT 1
         FROM application a
         JOIN job_posting p ON p.id = a.job_posting_id
         JOIN graduate g ON g.id = a.graduate_id
         JOIN graduate_cohort c ON c.id = g.cohort_id
         JOIN school_class l ON l.id = c.school_class_id
         JOIN school_major m ON m.id = l.school_major_id
         JOIN major_occupation o ON o.major_name = m.name AND o.occupation_code = p.occupation_code
              AND o.occupation_edition = p.occupation_edition
        WHERE a.id = ? LIMIT 1`,
      [applicationId],
    )) as unknown[];
    return rows.length > 0;
  }

  /** Outcomes by application. The caller has read the applications within its scope. */
  async find(
    applicationIds: readonly number[],
    runner: SqlRunner = this.dataSource.manager,
  ): Promise<Map<number, OutcomeRow>> {
    if (applicationIds.length === 0) return new Map();
    const rows = (await runner.query(`SELECT ${COLUMNS} FROM placement_outcome o WHERE o.application_id IN (?)`, [
      applicationIds,
    ])) as StoredOutcome[];
    return new Map(
      rows.map(({ relatedToMajor, retained, ...row }) => [
        row.applicationId,
        { ...row, relatedToMajor: Boolean(relatedToMajor), retained: retained === null ? null : Boolean(retained) },
      ]),
    );
  }

  async setRetention(
    tx: Transaction,
    applicationId: number,
    retained: boolean,
    checkedOn: CalendarDate,
  ): Promise<void> {
    await tx.update(PlacementOutcome, { applicationId }, { retained, checkedOn });
  }

  /**
   * Figures of each cohort, in one statement; a cohort of which nobody was placed is there too. The caller has read the
   * cohorts within its scope.
   */
  async figures(cohortIds: readonly number[]): Promise<Map<number, PlacementFigures>> {
    if (cohortIds.length === 0) return new Map();
    const rows = (await this.dataSource.query(
      `SELECT c.id AS cohortId, c.placed_before AS placedBefore, COUNT(o.application_id) AS placed,
              COALESCE(SUM(o.related_to_major), 0) AS related, COUNT(o.retained) AS checked,
              COALESCE(SUM(o.retained), 0) AS retained
         FROM graduate_cohort c
         LEFT JOIN graduate g ON g.cohort_id = c.id
         LEFT JOIN application a ON a.accepted_graduate_id = g.id
         LEFT JOIN placement_outcome o ON o.application_id = a.id
        WHERE c.id IN (?)
        GROUP BY c.id, c.placed_before`,
      [cohortIds],
    )) as Record<keyof PlacementFigures | 'cohortId', number | string>[];
    return new Map(
      rows.map(({ cohortId, placedBefore, placed, related, checked, retained }) => [
        Number(cohortId),
        {
          placedBefore: Number(placedBefore),
          placed: Number(placed),
          related: Number(related),
          checked: Number(checked),
          retained: Number(retained),
        },
      ]),
    );
  }
}
