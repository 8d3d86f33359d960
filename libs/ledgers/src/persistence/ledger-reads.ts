import { Injectable } from '@nestjs/common';
import { Clock, type RowScope } from '@sxbq/kernel';
import { enterpriseFactScope } from '@sxbq/enterprises';
import { ALL_ROWS, allOf, condition, RowReader, SqlCondition } from '@sxbq/platform';
import { schoolFactScope } from '@sxbq/schools';
import type { SheetKey } from '../domain/sheet-definition';
import type { SqlValue } from './tables';
import { ENTERPRISE_COLUMNS, ENTERPRISE_SHEET_QUERIES, EnterpriseSheet, SCHOOL_SHEET_QUERIES } from './export.queries';

type Cells = readonly SqlValue[];

/** Schools whose rows are read together: few enough for memory, many enough for speed. */
const SCHOOLS_AT_ONCE = 10;
const ENTERPRISES_AT_ONCE = 2_000;
const ROWS_AT_ONCE = 2_000;

/** Rows of every sheet as the database has them, in the order of the sheet's columns, streamed within one snapshot. */
@Injectable()
export class LedgerReads {
  constructor(private readonly clock: Clock) {}

  /** Ids of the schools in scope, by code. */
  async schoolIds(reader: RowReader, scope: RowScope): Promise<number[]> {
    const { sql, params } = schoolFactScope(scope, 's');
    const rows = await reader.rows<[number]>(`SELECT s.id FROM school s WHERE ${sql} ORDER BY s.code`, params);
    return rows.map(([id]) => id);
  }

  async *rows(
    reader: RowReader,
    sheet: SheetKey,
    schoolIds: readonly number[],
    scope: RowScope,
  ): AsyncGenerator<Cells[], void, undefined> {
    if (sheet === 'enterprise') return yield* this.enterprises(reader, schoolIds, scope);
    if (sheet === 'posting' || sheet === 'trainingNeed') return yield* this.ofEnterprises(reader, sheet, scope);
    const day = sheet === 'trainingOffer' ? [this.clock.today()] : [];
    for (let start = 0; start < schoolIds.length; start += SCHOOLS_AT_ONCE) {
      const ids = schoolIds.slice(start, start + SCHOOLS_AT_ONCE);
      yield await reader.rows<Cells>(SCHOOL_SHEET_QUERIES[sheet], [ids, ...day]);
    }
  }

  /** Rows of the region's enterprises, whose own rows the same export holds. */
  private async *ofEnterprises(
    reader: RowReader,
    sheet: EnterpriseSheet,
    scope: RowScope,
  ): AsyncGenerator<Cells[], void, undefined> {
    const { columns, from, condition: valid } = ENTERPRISE_SHEET_QUERIES[sheet];
    const where = allOf(enterpriseFactScope(scope, 'e'), condition(valid, [this.clock.today()]));
    for (let after: Cells = ['', '']; ;) {
      const { sql, params } = allOf(where, condition('(e.uscc, p.code) > (?, ?)', after));
      const page = await reader.rows<Cells>(
        `SELECT ${columns} FROM ${from} WHERE ${sql} ORDER BY e.uscc, p.code LIMIT ${ROWS_AT_ONCE}`,
        params,
      );
      if (page.length > 0) yield page;
      if (page.length < ROWS_AT_ONCE) return;
      after = (page.at(-1) as Cells).slice(0, 2);
    }
  }

  /** Enterprises of the region, and those that the schools in scope work with. */
  private async *enterprises(
    reader: RowReader,
    schoolIds: readonly number[],
    scope: RowScope,
  ): AsyncGenerator<Cells[], void, undefined> {
    const where = enterpriseScope(scope, schoolIds);
    for (let after = ''; ;) {
      const { sql, params } = allOf(where, condition('e.uscc > ?', [after]));
      const page = await reader.rows<Cells>(
        `SELECT ${ENTERPRISE_COLUMNS} FROM enterprise e WHERE ${sql} ORDER BY e.uscc LIMIT ${ENTERPRISES_AT_ONCE}`,
        params,
      );
      if (page.length > 0) yield page;
      if (page.length < ENTERPRISES_AT_ONCE) return;
      after = String(page.at(-1)?.[0]);
    }
  }
}

function enterpriseScope(scope: RowScope, schoolIds: readonly number[]): SqlCondition {
  const region = enterpriseFactScope(scope, 'e');
  if (schoolIds.length === 0 || region === ALL_ROWS) return region;
  return condition(
    `${region.sql} OR e.id IN (SELECT a.enterprise_id FROM agreement a WHERE a.school_id IN (?))
          OR e.id IN (SELECT t.enterprise_id FROM training_session t WHERE t.school_id IN (?))
          OR e.id IN (SELECT m.enterprise_id FROM secondment m WHERE m.school_id IN (?))`,
    [...region.params, schoolIds, schoolIds, schoolIds],
  );
}
