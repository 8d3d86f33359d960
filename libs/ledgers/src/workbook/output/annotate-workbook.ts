import type { Writable } from 'node:stream';
import { openWorkbook } from '../open-workbook';
import type { CellValue, OutputValue, RawSheet, SheetErrors, WorkbookFile, WorkbookLimits } from '../raw-row';
import { DEFAULT_WORKBOOK_LIMITS } from '../raw-row';
import { ERROR_COLUMN_TITLE } from '../reserved-names';
import { safeSheetNames } from './sheet-names';
import type { XmlRow, XmlSheet } from './sheet-xml';
import { writePackage } from './xlsx-package';
import { MAX_CELL_CHARACTERS } from '@sxbq/kernel';

export interface AnnotateOptions {
  /** 'all': every row, at its own number. 'bad': the header and the rows with errors, closed up, to mend and send again. */
  readonly rows: 'all' | 'bad';
  readonly limits?: WorkbookLimits;
}

/** What the first reading of a sheet tells: how wide it is and where the errors go. */
interface SheetPlan {
  readonly fileName: string;
  readonly sheetName: string;
  readonly width: number;
  readonly errorColumn: number;
  readonly headerRowNumber: number | null;
  /** Row number → text of the error cell, in rising order. */
  readonly notes: readonly (readonly [rowNumber: number, text: string])[];
}

const DEFAULT_WIDTH = 14;
const ERROR_WIDTH = 60;

/**
 * Writes one .xlsx with the rows of all files as they stand and an added 错误 column behind the last one (or in place
 * of the 错误 column of an earlier copy), and ends `out`. The files are read twice: once for their width, once to copy.
 * Formula errors come out as their text. With 'bad', sheets without errors are left out.
 */
export async function annotateWorkbook(
  files: readonly WorkbookFile[],
  errors: readonly SheetErrors[],
  out: Writable,
  { rows, limits = DEFAULT_WORKBOOK_LIMITS }: AnnotateOptions = { rows: 'all' },
): Promise<void> {
  const plans: SheetPlan[] = [];
  for await (const sheet of sheetsOf(files, limits)) {
    const ofSheet = errors.find((e) => e.fileName === sheet.fileName && e.sheetName === sheet.sheetName);
    plans.push(await planSheet(sheet, ofSheet));
  }
  const wanted = rows === 'all' ? plans : plans.filter(({ notes }) => notes.length > 0);
  const names = safeSheetNames(wanted.map(({ sheetName }) => sheetName));
  const source = sheetsOf(files, limits);
  try {
    await writePackage(
      wanted.map((plan, index) => toXmlSheet(plan, names[index]!, rows, source)),
      out,
    );
  } finally {
    await source.return(undefined);
  }
}

async function* sheetsOf(files: readonly WorkbookFile[], limits: WorkbookLimits): AsyncGenerator<RawSheet> {
  for (const file of files) {
    const workbook = await openWorkbook(file, limits);
    try {
      yield* workbook.sheets();
    } finally {
      await workbook.close();
    }
  }
}

async function planSheet(sheet: RawSheet, errors: SheetErrors | undefined): Promise<SheetPlan> {
  const headerRowNumber = errors?.headerRowNumber ?? null;
  let width = 0;
  let errorColumn = -1;
  for await (const batch of sheet.rows) {
    for (const { rowNumber, cells } of batch) {
      width = Math.max(width, cells.length);
      if (rowNumber === headerRowNumber) errorColumn = cells.indexOf(ERROR_COLUMN_TITLE);
    }
  }
  return {
    fileName: sheet.fileName,
    sheetName: sheet.sheetName,
    width: errorColumn < 0 ? width + 1 : width,
    errorColumn: errorColumn < 0 ? width : errorColumn,
    headerRowNumber,
    notes: errors ? notesOf(errors) : [],
  };
}

/** The title goes into the header row, what concerns the whole sheet beside it. */
function notesOf({ headerRowNumber, sheetErrors = [], rowErrors }: SheetErrors): SheetPlan['notes'] {
  if (rowErrors.size === 0 && sheetErrors.length === 0) return [];
  const sentences = new Map<number, readonly string[]>(rowErrors);
  const top = headerRowNumber ?? 1;
  const title = headerRowNumber === null ? [] : [ERROR_COLUMN_TITLE];
  sentences.set(top, [...title, ...sheetErrors, ...(rowErrors.get(top) ?? [])]);
  return [...sentences]
    .filter(([, list]) => list.length > 0)
    .sort(([a], [b]) => a - b)
    .map(([rowNumber, list]) => [rowNumber, cellOf(list)] as const);
}

function cellOf(sentences: readonly string[]): string {
  const text = sentences.join('\n');
  return text.length <= MAX_CELL_CHARACTERS ? text : `${text.slice(0, MAX_CELL_CHARACTERS - 1)}…`;
}

function toXmlSheet(
  plan: SheetPlan,
  name: string,
  rows: AnnotateOptions['rows'],
  source: AsyncGenerator<RawSheet>,
): XmlSheet {
  const columns = Array.from({ length: plan.width }, (_, column) => ({
    width: column === plan.errorColumn ? ERROR_WIDTH : DEFAULT_WIDTH,
    format: null,
  }));
  const annotated = annotatedRows(plan, source);
  return {
    name,
    columns,
    frozenRows: rows === 'all' ? (plan.headerRowNumber ?? 0) : 1,
    rows: rows === 'all' ? annotated : closedUp(annotated, plan),
  };
}

/** Copies the sheet; the source yields sheets in the order of the plans, so it is moved on to this plan's own. */
async function* annotatedRows(plan: SheetPlan, source: AsyncGenerator<RawSheet>): AsyncGenerator<XmlRow> {
  const { errorColumn, headerRowNumber } = plan;
  const notes = [...plan.notes];
  const row = (rowNumber: number, cells: readonly CellValue[], note: string | null): XmlRow => {
    const copy: OutputValue[] = cells.map(asOutput);
    while (copy.length < errorColumn) copy.push(null);
    copy[errorColumn] = note;
    return { rowNumber, cells: copy, errorColumn, header: rowNumber === headerRowNumber };
  };
  for await (const batch of (await nextSheet(plan, source)).rows) {
    for (const { rowNumber, cells } of batch) {
      while (notes.length > 0 && notes[0]![0] < rowNumber) yield row(notes[0]![0], [], notes.shift()![1]);
      const note = notes[0]?.[0] === rowNumber ? notes.shift()![1] : null;
      yield row(rowNumber, cells, note);
    }
  }
  for (const [rowNumber, note] of notes) yield row(rowNumber, [], note);
}

async function nextSheet(plan: SheetPlan, source: AsyncGenerator<RawSheet>): Promise<RawSheet> {
  for (;;) {
    const next = await source.next();
    if (next.done) throw new Error(`sheet ${plan.sheetName} has gone between the two readings`);
    const { fileName, sheetName } = next.value;
    if (fileName === plan.fileName && sheetName === plan.sheetName) return next.value;
  }
}

async function* closedUp(rows: AsyncIterable<XmlRow>, { errorColumn }: SheetPlan): AsyncGenerator<XmlRow> {
  let rowNumber = 0;
  for await (const row of rows) {
    if (row.header || row.cells[errorColumn] !== null) yield { ...row, rowNumber: ++rowNumber };
  }
}

function asOutput(value: CellValue): OutputValue {
  if (typeof value !== 'object' || value === null || 'date' in value) return value;
  return 'error' in value ? value.error : (value.shown ?? value.number);
}
