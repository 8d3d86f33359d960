import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission, holdsPermission, roleHolds } from '@sxbq/identity';
import { maskIdNumber, maskPhone, Principal, RowScope, rowScopeOf } from '@sxbq/kernel';
import { FieldCipher, PersonCipher, RowReader, SnapshotReader, UnitOfWork } from '@sxbq/platform';
import { Writable } from 'node:stream';
import type { ColumnKind } from './domain/cells/column-kind';
import { ImportScope } from './domain/import-scope';
import type { SheetDefinition } from './domain/sheet-definition';
import { LEDGER_SHEETS } from './domain/sheets';
import { LedgerReads } from './persistence/ledger-reads';
import type { SqlValue } from './persistence/tables';
import { OutputColumn, OutputValue, SheetOutput, writeCsv, writeTemplate, writeWorkbook } from './workbook';

/** Ciphertext columns by sheet and field, as FieldCipher binds them. */
const SEALED: Readonly<Record<string, string>> = {
  'school.contactPhone': 'school.contact_phone',
  'enterprise.contactPhone': 'enterprise.contact_phone',
};

/** The same for those sealed with the secret of a person: the cell is 'value|secret'. */
const SEALED_BY_PERSON: Readonly<Record<string, string>> = {
  'trainee.name': 'trainee.name',
  'trainee.idNumber': 'trainee.id_number',
  'graduate.name': 'graduate.name',
  'graduate.idNumber': 'graduate.id_number',
  'graduate.phone': 'graduate.phone',
};

/** Lists that SQL gives as one text. */
const JOINED_LISTS: ReadonlySet<string> = new Set(['certificates', 'occupationCodes', 'regionPrefixes']);

/** Gives ledgers out again, in the format that goes in: the facts in scope, or an empty template. */
@Injectable()
export class LedgerExportService {
  constructor(
    private readonly snapshots: SnapshotReader,
    private readonly reads: LedgerReads,
    private readonly cipher: FieldCipher,
    private readonly persons: PersonCipher,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Writes every sheet of the scope as one .xlsx and ends `out`. Personal numbers are in clear only for holders of
   * `ledgers.exportPersonal`; a masked copy cannot be imported again. The same facts give the same bytes.
   */
  async writeWorkbook(principal: Principal, out: Writable): Promise<void> {
    await this.export(principal, 'XLSX', (sheets) => writeWorkbook(sheets, out));
  }

  /** Writes one CSV (UTF-8 with BOM) per sheet; `open` gives the stream for a sheet's name. */
  async writeCsvs(principal: Principal, open: (sheetName: string) => Writable): Promise<void> {
    await this.export(principal, 'CSV', async (sheets) => {
      for (const sheet of sheets) await writeCsv(sheet, open(sheet.name), 'utf8-bom');
    });
  }

  /** Writes the empty template of the sheets the principal may bring in, with drop-downs and notes, and ends `out`. */
  async writeTemplate(principal: Principal, out: Writable): Promise<void> {
    assertPermission(principal, 'ledgers.template');
    const scope = new ImportScope(rowScopeOf(principal));
    const sheets = LEDGER_SHEETS.filter(({ key }) => scope.mayBringIn(key)).map(({ name, columns }) => ({
      name,
      columns: Object.values(columns).map(({ title, required, kind, width }) => ({
        title,
        required,
        format: kind.format,
        note: `${required ? '必填' : '选填'}：${kind.hint}`,
        ...(width ? { width } : {}),
        ...(kind.choices ? { choices: kind.choices } : {}),
      })),
    }));
    await writeTemplate(sheets, out);
  }

  private async export(
    principal: Principal,
    format: 'XLSX' | 'CSV',
    write: (sheets: SheetOutput[]) => Promise<void>,
  ): Promise<void> {
    assertPermission(principal, 'ledgers.export');
    const isClear = roleHolds(principal.role, 'ledgers.exportPersonal');
    // Recorded before the first byte leaves: an export that breaks off has shown something all the same.
    await this.unitOfWork.run((tx) =>
      this.audit.record(tx, {
        action: 'ledgers.export',
        objectType: 'Ledger',
        actor: principal,
        details: { format, personalInClear: isClear },
      }),
    );
    const scope = rowScopeOf(principal);
    const mayRead = ({ readPermission }: SheetDefinition): boolean =>
      readPermission === undefined || holdsPermission(principal, readPermission);
    await this.snapshots.read(async (reader) => {
      const schoolIds = await this.reads.schoolIds(reader, scope);
      await write(
        LEDGER_SHEETS.map((sheet) =>
          mayRead(sheet) ? this.sheetOutput(reader, sheet, schoolIds, scope, isClear) : emptyOutput(sheet),
        ),
      );
    });
  }

  private sheetOutput(
    reader: RowReader,
    sheet: SheetDefinition,
    schoolIds: readonly number[],
    scope: RowScope,
    isClear: boolean,
  ): SheetOutput {
    const columns = Object.entries(sheet.columns);
    const writers = columns.map(([field, { kind }]) =>
      this.cellWriter(sheet, field, kind as ColumnKind<never>, isClear),
    );
    const reads = this.reads;
    async function* rows(): AsyncGenerator<readonly OutputValue[]> {
      for await (const page of reads.rows(reader, sheet.key, schoolIds, scope)) {
        const written = page.map((cells) => writers.map((write, index) => write(cells[index] ?? null)));
        yield* sheet.key === 'trainee' ? inOrderOfPerson(written) : written;
      }
    }
    return { name: sheet.name, columns: columns.map(([, column]): OutputColumn => outputColumn(column)), rows: rows() };
  }

  private cellWriter(
    sheet: SheetDefinition,
    field: string,
    kind: ColumnKind<never>,
    isClear: boolean,
  ): (value: SqlValue) => OutputValue {
    const open = this.openerOf(`${sheet.key}.${field}`);
    const mask = maskOf(kind);
    return (value) => {
      if (value === null) return null;
      if (open === null) return kind.write(fromDatabase(sheet, field, value) as never);
      const clear = open(String(value));
      return isClear || clear === null ? clear : mask(clear);
    };
  }

  /** How a sealed cell is opened; null for cells that are not sealed. */
  private openerOf(cell: string): ((value: string) => string | null) | null {
    const field = SEALED[cell];
    if (field !== undefined) return (value) => this.cipher.decrypt(field, value);
    const ofPerson = SEALED_BY_PERSON[cell];
    if (ofPerson === undefined) return null;
    return (value) => {
      const [sealed, secret = null] = value.split('|') as [string, string?];
      return this.persons.decrypt(this.persons.open(secret), ofPerson, sealed);
    };
  }
}

function emptyOutput({ name, columns }: SheetDefinition): SheetOutput {
  return { name, columns: Object.values(columns).map(outputColumn), rows: [] };
}

/** Names are not masked: a school keeps the list of its own people. */
function maskOf({ personal }: ColumnKind<never>): (clear: string) => string {
  if (personal === undefined) return (clear) => clear;
  return personal === 'ID_NUMBER' ? maskIdNumber : maskPhone;
}

function outputColumn({ title, kind, width }: SheetDefinition['columns'][string]): OutputColumn {
  return { title, format: kind.format, ...(width ? { width } : {}) };
}

/** SQL's forms of sets, lists and yes-no values. */
function fromDatabase(sheet: SheetDefinition, field: string, value: SqlValue): unknown {
  if (field === 'kinds') return String(value).split(',');
  // MariaDB gives JSON as text, MySQL's driver as a list.
  if (JOINED_LISTS.has(field)) return String(value).split('、');
  if (field === 'majorCodes' || field === 'majorNames')
    return [...(typeof value === 'string' ? (JSON.parse(value) as string[]) : (value as never))].sort();
  const isYesNo = sheet.columns[field]?.kind.choices?.values.join() === '是,否';
  return isYesNo ? value === 1 : value;
}

/** Within a training session by ID number: the database only has ciphertexts, which sort by chance. */
function inOrderOfPerson(rows: readonly (readonly OutputValue[])[]): (readonly OutputValue[])[] {
  const sessions = new Map<OutputValue, (readonly OutputValue[])[]>();
  for (const row of rows) {
    const session = sessions.get(row[0] as OutputValue) ?? [];
    session.push(row);
    sessions.set(row[0] as OutputValue, session);
  }
  return [...sessions.values()].flatMap((session) => session.sort(byPerson));
}

function byPerson(a: readonly OutputValue[], b: readonly OutputValue[]): number {
  const [first, second] = [String(a[2]), String(b[2])];
  return first < second ? -1 : first > second ? 1 : 0;
}
