import { FieldCipher } from '@sxbq/platform';
import type { ColumnValue } from './domain/cells/column-kind';
import type { OwnerEnterprise, OwnerSchool, PreparedRow } from './domain/prepared-row';
import { keyOf } from './domain/row-reader';
import { cellText } from './domain/row-permission';
import type { CellFault, LedgerRow, Reference, SheetDefinition } from './domain/sheet-definition';
import { sheetOf } from './domain/sheets';
import type { Lookup, ReferenceBook, Target } from './persistence/reference-book';
import type { GoodRow } from './reading/reader-messages';

/** What became of a good row when its references were looked up. */
export interface Preparation {
  readonly row: PreparedRow;
  readonly faults: readonly CellFault[];
}

interface Draft {
  readonly rowNumber: number;
  readonly values: LedgerRow;
  readonly ids: Record<string, number | null | (number | null)[]>;
  school: OwnerSchool | null;
  enterprise: OwnerEnterprise | null;
  readonly faults: CellFault[];
}

const BLIND_INDEX_DOMAIN = { ID_NUMBER: 'id-number', PHONE: 'phone' } as const;

/** Turns the reader's good rows into rows that can be compared and written: references as ids, personal values indexed. */
export class RowPreparer {
  private readonly fields: readonly string[];
  private readonly personal: readonly (readonly [field: string, domain: 'id-number' | 'phone'])[];

  constructor(
    private readonly sheet: SheetDefinition,
    private readonly book: ReferenceBook,
    private readonly cipher: FieldCipher,
  ) {
    this.fields = Object.keys(sheet.columns);
    this.personal = this.fields.flatMap((field) => {
      const kind = sheet.columns[field]?.kind.personal;
      return kind ? [[field, BLIND_INDEX_DOMAIN[kind]] as const] : [];
    });
  }

  async prepare(rows: readonly GoodRow[]): Promise<Preparation[]> {
    const drafts = rows.map(([rowNumber, values]): Draft => this.draft(rowNumber, values));
    for (const reference of this.sheet.references) await this.resolve(reference, drafts);
    return drafts.map(({ faults, ...row }) => ({ row, faults }));
  }

  private draft(rowNumber: number, cells: readonly ColumnValue[]): Draft {
    const values: Record<string, ColumnValue> = {};
    this.fields.forEach((field, index) => (values[field] = cells[index] as ColumnValue));
    for (const [field, domain] of this.personal) {
      const clear = values[field];
      if (typeof clear !== 'string') continue;
      values[`${field}Clear`] = clear;
      values[field] = this.cipher.blindIndex(domain, clear);
    }
    return { rowNumber, values, ids: {}, school: null, enterprise: null, faults: [] };
  }

  private async resolve(reference: Reference, drafts: readonly Draft[]): Promise<void> {
    const targets = drafts.map((draft) => (this.isAnswerable(reference, draft) ? targetsOf(reference, draft) : []));
    const isComposite = sheetOf(reference.to).naturalKey.length > 1;
    await this.book.load(
      reference.to,
      targets.flat().filter((target) => !isComposite || target.parentId !== null),
    );
    drafts.forEach((draft, index) => this.place(reference, draft, targets[index] as Target[]));
  }

  /** A reference below another row (a school, a class) is only asked once that row was found. */
  private isAnswerable(reference: Reference, draft: Draft): boolean {
    const parent = parentOf(reference);
    return parent === null || draft.ids[parent] !== undefined;
  }

  private place(reference: Reference, draft: Draft, targets: readonly Target[]): void {
    const isList = Array.isArray(draft.values[reference.blame]);
    const found: (number | null)[] = [];
    for (const target of targets) {
      const lookup = this.book.find(reference.to, target);
      if (lookup.kind === 'FOUND') {
        found.push(lookup.row.id);
        if (reference.to === 'enterprise')
          draft.enterprise ??= { id: lookup.row.id, regionCode: lookup.row.regionCode };
        else draft.school ??= { id: lookup.row.schoolId, regionCode: lookup.row.regionCode };
      } else {
        this.refuse(reference, draft, target, lookup);
      }
    }
    if (isList) draft.ids[reference.blame] = found;
    else if (found.length > 0) draft.ids[reference.blame] = found[0] as number | null;
  }

  private refuse(reference: Reference, draft: Draft, target: Target, lookup: Lookup): void {
    const { name } = sheetOf(reference.to);
    if (lookup.kind !== 'MISSING') {
      const message = `它引用的“${name}”有误，未能导入；请先改正那一行，再一并导入。`;
      this.blame(reference, draft, 'REFERENCED_ROW_REJECTED', message, cellText(this.sheet, draft, reference.blame));
      return;
    }
    const message = `文件和系统里都没有这个${name}“${target.code}”；请核对编码，或先登记${name}。`;
    this.blame(reference, draft, 'UNKNOWN_REFERENCE', message, target.code);
  }

  private blame(
    reference: Reference,
    draft: Draft,
    code: CellFault['code'],
    message: string,
    value: string | null,
  ): void {
    draft.faults.push({ column: this.sheet.columns[reference.blame]?.title ?? reference.blame, value, code, message });
  }
}

/** The field whose row the referred row lies below; null when its key stands alone. */
function parentOf({ fields }: Reference): string | null {
  return fields[fields.length - 2] ?? null;
}

/** The rows a reference points at: one, or as many as its list field has items. */
function targetsOf(reference: Reference, draft: Draft): Target[] {
  const blamed = draft.values[reference.blame] ?? null;
  if (blamed === null) return [];
  const codes = Array.isArray(blamed) ? (blamed as readonly string[]) : [String(blamed)];
  const parent = parentOf(reference);
  const above = reference.fields.slice(0, -1).map((field) => draft.values[field] as ColumnValue);
  const parentId = parent === null ? null : (draft.ids[parent] as number | null);
  return codes.map((code) => ({
    parentId,
    code,
    fileKey: keyOf([...above, code]),
  }));
}
