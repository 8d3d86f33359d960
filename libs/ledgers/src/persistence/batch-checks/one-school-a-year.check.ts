import { maskIdNumber } from '@sxbq/kernel';
import type { Transaction } from '@sxbq/platform';
import type { CellFault } from '../../domain/sheet-definition';
import { sheetOf } from '../../domain/sheets';
import type { ComparedRow } from '../sheet-store';
import { isClaimed } from '../tables/placement.tables';
import type { BatchCheck } from './batch-check';

interface Holder {
  readonly id: number;
  readonly personKey: string;
  readonly year: number;
  readonly schoolId: number;
  readonly studentNumber: string;
}

/** Nobody graduates twice in a year, and a profile that its graduate took over goes to nobody else. */
export class OneSchoolAYearCheck implements BatchCheck {
  async faultsOf(tx: Transaction, rows: readonly ComparedRow[]): Promise<CellFault[][]> {
    if (rows.length === 0) return [];
    const found = (await tx.query(
      `SELECT id, person_key AS personKey, graduation_year AS year, school_id AS schoolId, student_number AS studentNumber
         FROM graduate WHERE (person_key, graduation_year) IN (?)`,
      [rows.map(({ row: { values } }) => [values['idNumber'], values['graduationYear']])],
    )) as Holder[];
    const holders = new Map(found.map((holder) => [keyOf(holder.personKey, holder.year), holder]));
    return rows.map((row) => {
      const { idNumber, graduationYear } = row.row.values;
      const holder = holders.get(keyOf(idNumber, graduationYear));
      if (holder && holder.id !== row.stored?.id) return [fault(row, 'PERSON_ELSEWHERE', elsewhere(row, holder))];
      const { stored } = row;
      if (stored && isClaimed(stored.found.stored) && stored.changes.includes('idNumber'))
        return [fault(row, 'CLAIMED_PROFILE', CLAIMED)];
      return [];
    });
  }
}

const CLAIMED = '该学号的档案已由毕业生本人认领，不能改为另一个证件号码；请核对学号和证件号码。';

/** Another school is not named: who asks need not know which it is. */
function elsewhere({ row }: ComparedRow, holder: Holder): string {
  return holder.schoolId === row.ids['schoolCode']
    ? `此人已在本校以学号“${holder.studentNumber}”登记为同一年度的毕业生，一人一年只能登记一次，请核对。`
    : '此人已在其他学校登记为同一年度的毕业生，一人一年只能登记一次，请与人社局核对。';
}

function fault({ row }: ComparedRow, code: CellFault['code'], message: string): CellFault {
  const clear = row.values['idNumberClear'];
  const value = typeof clear === 'string' ? maskIdNumber(clear) : null;
  return { column: sheetOf('graduate').columns['idNumber']?.title ?? '', value, code, message };
}

const keyOf = (personKey: unknown, year: unknown): string => `${String(personKey)} ${String(year)}`;
