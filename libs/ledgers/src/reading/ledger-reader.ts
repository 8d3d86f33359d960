import type { Header } from '../domain/header';
import type { ReadRow } from '../domain/row-reader';
import { LateFault, RowRegistry } from '../domain/row-registry';
import type { SheetDefinition, SheetKey } from '../domain/sheet-definition';
import { SheetReader } from '../domain/sheet-reader';
import type { RawSheet, WorkbookFile } from '../workbook';
import { FileCursor } from './file-cursor';
import { NumberNotices } from './number-notices';
import type { BadRow, GoodRow, ReaderMessage, ReadingRequest } from './reader-messages';
import { placeKey } from './reader-messages';
import { fileRefusal, PlannedSheet, planReading } from './reading-plan';

/** Extra columns named in one warning at most. */
const NAMED_COLUMNS = 10;
const NAMED_ROWS = 10;

/**
 * Reads the files of one import: every sheet in the order it is applied, every cell by its meaning, every row against
 * the others of its kind. What needs the database (references, scope) is not asked here.
 */
export async function* readLedgers(request: ReadingRequest): AsyncGenerator<ReaderMessage, void, undefined> {
  const files = request.sources.map(({ fileName, content }) => ({
    fileName,
    content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
  }));
  const plan = await planReading(files);
  if (plan.warnings.length > 0) yield { kind: 'WARNINGS', warnings: plan.warnings };
  if (plan.refused.length > 0) yield { kind: 'REFUSED', errors: plan.refused };
  for (const error of plan.unknown) yield { kind: 'REFUSED_SHEET', error };
  const refused = new Set(plan.refused.map((error) => error.file));
  const cursors = new Map<WorkbookFile, FileCursor>(files.map((file) => [file, new FileCursor(file)]));
  try {
    yield* readSheets(
      plan.sheets.filter(({ file }) => !refused.has(file.fileName)),
      cursors,
      request,
    );
  } finally {
    for (const cursor of cursors.values()) await cursor.close();
  }
}

async function* readSheets(
  sheets: readonly PlannedSheet[],
  cursors: ReadonlyMap<WorkbookFile, FileCursor>,
  request: ReadingRequest,
): AsyncGenerator<ReaderMessage, void, undefined> {
  let current: SheetKey | null = null;
  let registry: RowRegistry | null = null;
  for (const { file, index, definition } of sheets) {
    // Sheets of one kind stand together; their rows are compared across files, then forgotten.
    if (current !== definition.key) registry = null;
    current = definition.key;
    registry ??= new RowRegistry(definition);
    try {
      const sheet = await (cursors.get(file) as FileCursor).sheetAt(index);
      yield* readSheet(sheet, definition, registry, request);
    } catch (error) {
      yield { kind: 'REFUSED', errors: [fileRefusal(file.fileName, error)] };
    }
  }
}

async function* readSheet(
  sheet: RawSheet,
  definition: SheetDefinition,
  registry: RowRegistry,
  request: ReadingRequest,
): AsyncGenerator<ReaderMessage, void, undefined> {
  const reader = new SheetReader(definition, request.dictionaries, await sheet.merges());
  const notices = new NumberNotices(definition);
  const sorter = new RowSorter(sheet, definition, registry, request.rejected, notices);
  const hiddenRows: number[] = [];
  for await (const rows of sheet.rows) {
    for (const { rowNumber, hidden } of rows) if (hidden) hiddenRows.push(rowNumber);
    yield* sorter.sort(reader.push(rows));
  }
  yield* sorter.sort(reader.end());
  const { fileName: file, sheetName } = sheet;
  yield {
    kind: 'SHEET_END',
    sheet: definition.key,
    place: { file, sheet: sheetName, headerRow: reader.foundHeader?.rowNumber ?? null },
    faults: reader.faults,
    hasNoKeys: reader.hasNoKeys,
  };
  const extra = reader.foundHeader?.extraColumns ?? [];
  const warnings = notices.warnings(file, sheetName);
  if (extra.length > 0) warnings.push(extraColumns(file, sheetName, extra));
  warnings.push(...hiddenParts(sheet, definition, reader.foundHeader, hiddenRows));
  if (reader.passedOver.length > 0) warnings.push(footers(file, sheetName, reader.passedOver));
  if (warnings.length > 0) yield { kind: 'WARNINGS', warnings };
}

function footers(file: string, sheet: string, rows: readonly number[]) {
  return { file, sheet, column: null, message: `工作表“${sheet}”${rowsNamed(rows)}是合计、签名或说明，未导入。` };
}

function rowsNamed(rows: readonly number[]): string {
  const more = rows.length > NAMED_ROWS ? ` 等 ${rows.length} 行` : ' 行';
  return `第 ${rows.slice(0, NAMED_ROWS).join('、')}${more}`;
}

/** What nobody sees on the screen has been read all the same: a filter hides rows that belong to the ledger. */
function hiddenParts(sheet: RawSheet, definition: SheetDefinition, header: Header | null, rows: readonly number[]) {
  if (!header) return [];
  const { fileName: file, sheetName } = sheet;
  const warning = (what: string, column: string | null) => ({
    file,
    sheet: sheetName,
    column,
    message: `工作表“${sheetName}”${what}是隐藏的，其中的内容也已读取；如不想导入，请取消隐藏后删去。`,
  });
  const hidden = rows.filter((row) => row > header.lastRowNumber);
  const columns = [...header.positions].filter(([, position]) => sheet.isHiddenColumn(position));
  const titles = columns.map(([field]) => definition.columns[field]?.title ?? field);
  return [
    ...(hidden.length > 0 ? [warning(rowsNamed(hidden), null)] : []),
    ...(titles.length > 0 ? [warning(`的列“${titles.join('、')}”`, titles[0] as string)] : []),
  ];
}

/** Divides read rows into good ones, bad ones and repeated ones. */
class RowSorter {
  constructor(
    private readonly sheet: RawSheet,
    private readonly definition: SheetDefinition,
    private readonly registry: RowRegistry,
    private readonly rejected: ReadonlySet<string>,
    private readonly notices: NumberNotices,
  ) {}

  *sort(rows: readonly ReadRow[]): Generator<ReaderMessage, void, undefined> {
    if (rows.length === 0) return;
    const { fileName: file, sheetName } = this.sheet;
    const good: GoodRow[] = [];
    const bad: BadRow[] = [];
    const late: LateFault[] = [];
    for (const row of rows) this.place(row, good, bad, late);
    yield { kind: 'ROWS', sheet: this.definition.key, file, sheetName, good, bad, read: rows.length };
    if (late.length > 0) yield { kind: 'LATE', faults: late };
  }

  private place(row: ReadRow, good: GoodRow[], bad: BadRow[], late: LateFault[]): void {
    const { fileName: file, sheetName: sheet } = this.sheet;
    const registered = this.registry.register({ file, sheet }, row);
    if (registered.kind === 'REPEATED') return;
    const conflicts = registered.kind === 'CONFLICT' ? registered.faults : [];
    if (registered.kind === 'CONFLICT') late.push(...registered.late);
    const isRejected = this.rejected.size > 0 && this.rejected.has(placeKey(file, sheet, row.rowNumber));
    if (row.values === null || conflicts.length > 0 || isRejected) {
      const readable = row.readable ?? Object.values(row.values ?? {});
      bad.push({ row: row.rowNumber, key: row.key, faults: [...row.faults, ...conflicts], readable });
      return;
    }
    this.notices.note(row);
    // Every cell was good, so the values stand in the order of the columns.
    good.push([row.rowNumber, Object.values(row.values)]);
  }
}

function extraColumns(file: string, sheet: string, titles: readonly string[]) {
  const named = titles.slice(0, NAMED_COLUMNS).join('、');
  const more = titles.length > NAMED_COLUMNS ? ` 等 ${titles.length} 列` : '';
  return {
    file,
    sheet,
    column: titles[0] as string,
    message: `工作表“${sheet}”的列“${named}”${more}不属于这份台账，未导入。`,
  };
}
