import type { ColumnValue } from './cells/column-kind';
import type { ReadRow } from './row-reader';
import type { CellFault, LedgerRow, SheetDefinition } from './sheet-definition';
import { foldedText } from './cells/cell-text';

/** Where a row stands. */
export interface RowPlace {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
}

/** A fault of a row that was passed on already, found when its double came by. */
export interface LateFault {
  readonly place: RowPlace;
  readonly fault: CellFault;
}

/** What the registry says of a row. */
export type Registered =
  | { readonly kind: 'NEW' }
  /** The same key with the same content: the row is passed over. */
  | { readonly kind: 'REPEATED' }
  | { readonly kind: 'CONFLICT'; readonly faults: readonly CellFault[]; readonly late: readonly LateFault[] };

interface Entry extends RowPlace {
  /** Of the row's content beside its key; null for a row with bad cells. */
  readonly print: number | null;
  /** Its own fault was told already. */
  blamed: boolean;
}

/** Between the values of one key. */
const KEY_SEPARATOR = '\u001f';
const NEW: Registered = { kind: 'NEW' };

/** Remembers the keys of one sheet over all files of an import, and finds rows that contradict each other. */
export class RowRegistry {
  private readonly byKey = new Map<string, Entry>();
  private readonly byUnique = new Map<string, Entry & { readonly key: string }>();
  private readonly contentFields: readonly string[];

  constructor(private readonly sheet: SheetDefinition) {
    this.contentFields = Object.keys(sheet.columns).filter((field) => !sheet.naturalKey.includes(field));
  }

  register({ file, sheet }: Omit<RowPlace, 'row'>, row: ReadRow): Registered {
    if (row.key === null) return NEW;
    const print = row.values && fingerprint(row.values, this.contentFields);
    const present = this.byKey.get(row.key);
    const place = { file, sheet, row: row.rowNumber };
    if (!present) {
      this.byKey.set(row.key, { ...place, print, blamed: false });
      return this.sheet.uniqueFields.length === 0 ? NEW : this.registerUnique(place, row);
    }
    if (print !== null && print === present.print) return { kind: 'REPEATED' };
    return this.conflict(present, place, this.sheet.naturalKey.slice(-1), 'DUPLICATE_KEY');
  }

  private registerUnique(place: RowPlace, row: ReadRow): Registered {
    for (const fields of this.sheet.uniqueFields) {
      const values = fields.map((field) => row.values?.[field] ?? null);
      if (values.includes(null) || row.key === null) continue;
      const unique = `${fields.join()}=${values.map((value) => foldedText(String(value))).join(KEY_SEPARATOR)}`;
      const present = this.byUnique.get(unique);
      if (present && present.key !== row.key) return this.conflict(present, place, fields, 'DUPLICATE_VALUE');
      this.byUnique.set(unique, { ...place, print: null, blamed: false, key: row.key });
    }
    return NEW;
  }

  private conflict(
    first: Entry,
    place: RowPlace,
    fields: readonly string[],
    code: 'DUPLICATE_KEY' | 'DUPLICATE_VALUE',
  ): Registered {
    const firstPlace = { file: first.file, sheet: first.sheet, row: first.row };
    const late = first.blamed ? [] : [{ place: firstPlace, fault: this.fault(fields, code, firstPlace, place) }];
    first.blamed = true;
    return { kind: 'CONFLICT', faults: [this.fault(fields, code, place, firstPlace)], late };
  }

  private fault(
    fields: readonly string[],
    code: 'DUPLICATE_KEY' | 'DUPLICATE_VALUE',
    at: RowPlace,
    other: RowPlace,
  ): CellFault {
    const column = this.titleOf(fields[0] as string);
    const where = at.file === other.file ? `第 ${other.row} 行` : `文件“${other.file}”第 ${other.row} 行`;
    const message =
      code === 'DUPLICATE_KEY'
        ? `与${where}的“${this.titlesOf(this.sheet.naturalKey)}”相同而内容不同，无法确定以哪一行为准，请保留一行。`
        : `与${where}的“${this.titlesOf(fields)}”相同，而它在全表中不能重复，请核对。`;
    return { column, value: null, code, message };
  }

  private titlesOf(fields: readonly string[]): string {
    return fields.map((field) => this.titleOf(field)).join('＋');
  }

  private titleOf(field: string): string {
    return this.sheet.columns[field]?.title ?? field;
  }
}

/** 53 bits over some fields of a row (cyrb53): equal rows have equal prints. */
export function fingerprint(values: LedgerRow, fields: readonly string[]): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const field of fields) {
    const content = contentOf(values[field] ?? null);
    for (let index = 0; index < content.length; index++) {
      const unit = content.charCodeAt(index);
      high = Math.imul(high ^ unit, 2654435761);
      low = Math.imul(low ^ unit, 1597334677);
    }
    high = Math.imul(high ^ FIELD_END, 2654435761);
    low = Math.imul(low ^ FIELD_END, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

const FIELD_END = 0x1f;

function contentOf(value: ColumnValue): string {
  if (value === null) return '\u0000';
  return Array.isArray(value) ? value.join('\u001e') : String(value);
}
