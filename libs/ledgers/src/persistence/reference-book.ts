import type { Transaction } from '@sxbq/platform';
import { foldedText } from '../domain/cells/cell-text';
import type { SheetKey } from '../domain/sheet-definition';
import { sheetOf } from '../domain/sheets';

/** A row that others may refer to; id null while it is only in the file. */
export interface Referred {
  readonly id: number | null;
  /** The school it belongs to, or is; null for an enterprise, whose region stands beside it. */
  readonly schoolId: number | null;
  readonly regionCode: string | null;
}

/** What a look-up found. */
export type Lookup =
  | { readonly kind: 'FOUND'; readonly row: Referred }
  /** In the file, with bad cells. */
  | { readonly kind: 'REJECTED' }
  /** Its sheet in the file cannot be read, so nobody can tell. */
  | { readonly kind: 'UNKNOWABLE' }
  | { readonly kind: 'MISSING' };

/** Sheets that others refer to, with the statement that finds rows by the last part of their natural key. */
const LOOK_UPS: Partial<Record<SheetKey, string>> = {
  school: `SELECT id, code AS k, id AS schoolId, region_code AS regionCode, NULL AS parentId FROM school WHERE code IN (?)`,
  enterprise: `SELECT id, uscc AS k, NULL AS schoolId, region_code AS regionCode, NULL AS parentId FROM enterprise WHERE uscc IN (?)`,
  major: `SELECT m.id, m.code AS k, m.school_id AS schoolId, s.region_code AS regionCode, m.school_id AS parentId
            FROM school_major m JOIN school s ON s.id = m.school_id WHERE (m.school_id, m.code) IN (?)`,
  schoolClass: `SELECT c.id, c.code AS k, c.school_id AS schoolId, s.region_code AS regionCode, c.school_id AS parentId
                  FROM school_class c JOIN school s ON s.id = c.school_id WHERE (c.school_id, c.code) IN (?)`,
  agreement: `SELECT a.id, a.code AS k, a.school_id AS schoolId, s.region_code AS regionCode, NULL AS parentId
                FROM agreement a JOIN school s ON s.id = a.school_id WHERE a.code IN (?)`,
  training: `SELECT t.id, t.code AS k, t.school_id AS schoolId, s.region_code AS regionCode, NULL AS parentId
               FROM training_session t JOIN school s ON s.id = t.school_id WHERE t.code IN (?)`,
  graduateCohort: `SELECT g.id, g.graduation_year AS k, g.school_id AS schoolId, s.region_code AS regionCode,
                          g.school_class_id AS parentId
                     FROM graduate_cohort g JOIN school s ON s.id = g.school_id
                    WHERE (g.school_class_id, g.graduation_year) IN (?)`,
};

interface FoundRow extends Referred {
  readonly id: number;
  readonly k: string | number;
  readonly parentId: number | null;
}

/** A reference: the id of the row it lies below where there is one (school, class), and the last part of its key. */
export interface Target {
  readonly parentId: number | null;
  readonly code: string;
  /** The target's whole natural key, folded, as the file's own rows are known by. */
  readonly fileKey: string;
}

export function isReferable(sheet: SheetKey): boolean {
  return LOOK_UPS[sheet] !== undefined;
}

/** Knows which rows exist: those of the file as they come by, those of the database as they are asked for. */
export class ReferenceBook {
  private readonly inFile = new Map<SheetKey, Map<string, boolean>>();
  private readonly inDatabase = new Map<SheetKey, Map<string, Referred | null>>();
  private readonly unreadable = new Set<SheetKey>();

  constructor(private readonly tx: Transaction) {}

  /** A row of the file, good or bad. */
  note(sheet: SheetKey, fileKey: string, isGood: boolean): void {
    if (!isReferable(sheet)) return;
    const rows = this.inFile.get(sheet) ?? new Map<string, boolean>();
    this.inFile.set(sheet, rows.set(fileKey, isGood && rows.get(fileKey) !== false));
  }

  noteUnreadable(sheet: SheetKey): void {
    this.unreadable.add(sheet);
  }

  /** Fetches what `find` will be asked for, in one statement. */
  async load(sheet: SheetKey, targets: readonly Target[]): Promise<void> {
    const known = this.databaseRows(sheet);
    const wanted = new Map(targets.map((target) => [databaseKey(target.parentId, target.code), target]));
    for (const key of known.keys()) wanted.delete(key);
    if (wanted.size === 0) return;
    const isComposite = sheetOf(sheet).naturalKey.length > 1;
    const params = [...wanted.values()].map(({ parentId, code }) => (isComposite ? [parentId, code] : code));
    const found = (await this.tx.query(LOOK_UPS[sheet] as string, [params])) as FoundRow[];
    for (const key of wanted.keys()) known.set(key, null);
    for (const { id, k, parentId, schoolId, regionCode } of found)
      known.set(databaseKey(parentId, String(k)), { id, schoolId, regionCode });
  }

  find(sheet: SheetKey, target: Target): Lookup {
    const isGood = this.inFile.get(sheet)?.get(target.fileKey);
    if (isGood === false) return { kind: 'REJECTED' };
    const stored = this.databaseRows(sheet).get(databaseKey(target.parentId, target.code));
    if (stored) return { kind: 'FOUND', row: stored };
    if (isGood) return { kind: 'FOUND', row: { id: null, schoolId: null, regionCode: null } };
    return { kind: this.unreadable.has(sheet) ? 'UNKNOWABLE' : 'MISSING' };
  }

  private databaseRows(sheet: SheetKey): Map<string, Referred | null> {
    const rows = this.inDatabase.get(sheet) ?? new Map<string, Referred | null>();
    this.inDatabase.set(sheet, rows);
    return rows;
  }
}

function databaseKey(parentId: number | null, code: string): string {
  return `${parentId ?? ''}\u001f${foldedText(code)}`;
}
